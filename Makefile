# Two commands matter: `make run` and `make test`. Each does all its own set-up.
.DEFAULT_GOAL := help
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:

web := cmd/raaderum/internal/web
port ?= 8080

.PHONY: help run build test check lint fuzz bench generate demodata oracle clean

help: ## show what make can do
	@awk -F':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: build ## build everything and show the demo in a browser at the address it prints
	bin/raaderum serve --demo --addr 127.0.0.1:$(port)

build: frontend ## build bin/raaderum with its charts and style
	go build -trimpath -o bin/raaderum ./cmd/raaderum

test: frontend ## set up and run every test, counting what was skipped
	go vet ./... ./testdata
	go test -json ./... ./testdata | go run ./cmd/testgate $(if $(CI),-strict)
