// Package importers turns the bytes of a workbook into business cases with
// questions and findings. Every value keeps the cell it came from. Nothing is
// guessed: what a careful reader could not know becomes a Question with its
// evidence, and what looks wrong becomes a Finding at its cell. Nothing is
// stored here.
package importers
