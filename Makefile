# Two commands matter: `make run` and `make test`. Each does all its own set-up.
.DEFAULT_GOAL := help
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:

port ?= 8080
# npm reads the project's .npmrc; a machine with its own settings changes nothing here.
frontend_sources := $(wildcard charts/frontend/*) $(shell find cmd/raaderum/internal/web/frontend -type f)
# Property tests draw the same cases on every machine and every day, so that a
# failure is the change's own; `make fuzz` draws new ones (seed=0 does, too).
seed ?= 20261122
drawing := {{range .TestImports}}{{if eq . "pgregory.net/rapid"}}{{$$.ImportPath}} {{end}}{{end}}{{range .XTestImports}}{{if eq . "pgregory.net/rapid"}}{{$$.ImportPath}} {{end}}{{end}}
golangci := github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.12.0

.PHONY: help run build frontend test test-large check lint fuzz bench bench-peers generate demodata helppages commandpage clean

help: ## show what make can do
	@awk -F':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: build ## build everything and serve the demo at the address it prints (port=8080)
	bin/raaderum serve --demo --addr 127.0.0.1:$(port)

build: frontend ## build bin/raaderum with its charts and style
	go build -trimpath -o bin/raaderum ./cmd/raaderum

frontend: charts/bundle/echarts.js

node_modules/.package-lock.json: package.json package-lock.json
	npm ci --no-fund --no-audit
	@touch $@

charts/bundle/echarts.js: node_modules/.package-lock.json $(frontend_sources)
	npm run --silent build
	@touch $@

test: frontend ## set up and run every test; what was skipped is counted and shown
	go vet ./... ./testdata
	@failed=0; \
	drawn=$$(go list -f '$(drawing)' ./... | tr -s ' ' '\n' | sort -u | grep .); test -n "$$drawn"; \
	plain=$$(go list ./... ./testdata | grep -vxF "$$drawn"); \
	{ go test -json -timeout 30m $$plain || failed=1; \
	  go test -json -timeout 30m $$drawn -rapid.seed=$(seed) || failed=1; exit $$failed; } \
	| go run ./cmd/testgate $(if $(CI),-strict)

test-large: ## check every internal rate of 100,000 ordinary rows and thousands of hard ones against exact arithmetic, and every query on 98 organisations × 500 cases × 40 quarters (a quarter of an hour)
	go test ./calc -run '^TestLarge' -large -v -timeout 60m
	go test ./portfolio/store -run '^TestEveryQueryUsesAnIndex$$' -large -v -timeout 60m

check: lint test ## everything CI checks

lint: ## gofmt and golangci-lint, version pinned here, reasons in .golangci.yml
	@test -z "$$(gofmt -l $$(git ls-files '*.go'))" || { gofmt -l $$(git ls-files '*.go'); exit 1; }
	go run $(golangci) run ./...

generate: ## write the generated code again (templ components)
	go tool templ generate -path cmd/raaderum/internal/web
	gofmt -w cmd/raaderum/internal/web/*_templ.go

demodata: ## write the demo's workbooks again
	go run ./cmd/demodata

helppages: ## draw the help's pictures again, and how its examples are read
	go run ./cmd/helppages

commandpage: ## write docs/commands.md again: each command with its flags, and what its examples answer
	go test ./cmd/raaderum -run '^TestCommandPage' -count=1 -args -commandpage

fuzz: ## fuzz each parser for a while (fuzztime=30s), and draw new cases for the property tests (checks=2000)
	@found=0; for package in $$(go list ./...); do \
		for name in $$(go test -list '^Fuzz' $$package | grep '^Fuzz' || true); do \
			found=1; echo "$$package $$name"; \
			go test -run '^$$' -fuzz "^$$name\$$" -fuzztime $(or $(fuzztime),30s) $$package; \
		done; \
	done; test $$found = 1 || { echo "no fuzz target found"; exit 1; }
	go test $$(go list -f '$(drawing)' ./...) -rapid.seed=0 -rapid.checks=$(or $(checks),2000) -timeout 2h

bench: ## run the Go benchmarks
	go test -run '^$$' -bench . -benchmem ./...

bench-peers: ## run us and other programs side by side and write docs/performance.md (only=IRR, rounds=5)
	go run ./cmd/benchpeers -rounds $(or $(rounds),5) $(if $(only),-only "$(only)",-write docs/performance.md)

clean: ## remove what was built
	rm -rf bin charts/bundle/*.js cmd/raaderum/internal/web/static/*.js cmd/raaderum/internal/web/static/*.css node_modules
