// Package store keeps the portfolio: in one SQLite file by default, in
// PostgreSQL when several servers share the work. Both pass the same tests.
//
// Every row belongs to an organisation, and every question names one: what
// another organisation owns is not found. Each exported method is one
// transaction with one time, taken once; the unexported find and insert
// functions take the transaction and compose. What has been accepted is
// append-only, in the database's own rules as well.
package store
