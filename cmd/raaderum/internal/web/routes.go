package web

import (
	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/middleware/compress"
)

// routes is the map of the site. Paths are English, as the rest of the code;
// an organisation's id is the first part of every path that shows its data.
//
//	/                                    the user's organisation
//	/login, /login/{token}, /logout      login by link
//	/language                            Danish or English
//	/{org}                               the latest quarter with figures
//	/{org}/quarters/{quarter}            the quarter page
//	/{org}/quarters/{quarter}/returns    workbooks for the coordinators
//	/{org}/quarters/{quarter}/pack       the papers: PDF, Word, Excel, evidence
//	/{org}/quarters/{quarter}/outlook    how sure the account is
//	/{org}/quarters/{quarter}/account    the target account, with out-years and in one price level
//	/{org}/quarters/{quarter}/calibration  realised against promised
//	/{org}/quarters/{quarter}/pipeline   the phases, and who has the next step
//	/{org}/quarters/{quarter}/organisations  several organisations side by side
//	/{org}/quarters/{quarter}/round      the status round
//	/{org}/quarters/{quarter}/freeze     what a quarter would be frozen with, and freezing it
//	/{org}/meetings                      agendas, decisions, and what was believed
//	/{org}/corrections                   corrections of frozen quarters
//	/{org}/cases, /{org}/cases/{id}      the cases
//	/{org}/cases/{id}/calculation        how a case's figures come out
//	/{org}/cases/new                     an idea, which begins a case
//	/{org}/cases/{id}/facts, …/test, …/documents, …/dispensation, …/time, …/benefits/{benefit}
//	                                     what people write about a case
//	/{org}/overlaps                      benefits that may be the same money
//	/{org}/plans/{year}                  the annual action plan
//	/{org}/plans/{year}/paper            the same as a paper: page, PDF, Word
//	/{org}/cases/{id}/business-case      a case as a paper; …/cover-note: one page for the council
//	/{org}/papers/{id}                   papers under way, and made
//	/{org}/cases/{id}/commitments, …/recommendation, …/cost, …/promise
//	                                     what it answers, what is recommended, and typed amounts
//	/{org}/entries/{number}              what somebody typed, where a typed amount leads to
//	/{org}/strategy                      the strategy: who answers for what, targets, what it wants
//	/{org}/rules                         its rules and limits: classes, counting, checklist, meetings
//	/{org}/systems                       systems in use and their owners
//	/{org}/imports, /{org}/imports/new   what was imported; upload
//	/{org}/imports/{id}/undo             take an import back
//	/{org}/imports/{id}/mapping          its answers, for the next file of its kind
//	/{org}/batches/{id}                  many files that were sent at once
//	/{org}/uploads/{id}                  an upload that nobody has accepted yet
//	/{org}/uploads/{id}/receipt          the workbook back, with comments
//	/{org}/uploads/{id}/changes          what accepting it would change
//	/{org}/files/{sha256}                the original file
//	/{org}/files/{sha256}/cells/{sheet}/{cell}  the sheet around a cell
//	/hjaelp/{page}                       help: what findings mean
//	/static/{checksum}/…                 style, script and fonts
//	/healthz, /readyz, /metrics          for whoever runs the server
//	/api/v1/…                            the machine interface
func (s *Server) routes() {
	s.app.Use(compress.New(compress.Config{Level: compress.LevelBestSpeed}))
	s.app.Use(s.finishBody, s.observe, s.protect, s.holdBody, s.catch)

	s.healthRoutes(s.app)
	s.assetRoutes(s.app)
	s.languageRoutes(s.app)
	s.loginRoutes(s.app)
	s.accessibilityRoutes(s.app)
	s.helpRoutes(s.app)
	s.apiRoutes(s.app)

	s.app.Get("/", s.visit, s.home)
	org := s.app.Group("/:org", s.visit, s.scope)
	s.organisationRoutes(org)

	s.app.Use(func(c *fiber.Ctx) error { return fiber.ErrNotFound })
}

// organisationRoutes are the pages of one organisation. The router answers
// only people who are logged in and belong to it; visitOf(c) tells who and where.
func (s *Server) organisationRoutes(org fiber.Router) {
	s.quarterRoutes(org)
	s.sideRoutes(org)
	s.correctionRoutes(org)
	s.roundRoutes(org)
	s.freezeRoutes(org)
	s.meetingRoutes(org)
	s.returnRoutes(org)
	s.packRoutes(org)
	s.entryRoutes(org)
	s.likenessRoutes(org)
	s.makingRoutes(org)
	s.paperRoutes(org)
	s.caseRoutes(org)
	s.planRoutes(org)
	s.governingRoutes(org)
	s.systemRoutes(org)
	s.rulesRoutes(org)
	s.uploadRoutes(org)
	s.batchRoutes(org)
	s.importRoutes(org)
	s.undoRoutes(org)
	s.mappingRoutes(org)
}
