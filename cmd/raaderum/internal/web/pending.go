package web

import (
	"context"
	"slices"
	"strings"
	"time"

	"raaderum/portfolio"
)

// pendingView is something that was sent and has not been decided: a single
// file, or a batch.
type pendingView struct {
	Name    string
	Who     string
	At      time.Time
	Expires time.Time
	Upload  string           // of a single file
	Answers int              // given to it so far
	Batch   *portfolio.Batch // nil: a single file
}

// pending is what waits for a decision, and the batches that do not.
func (s *Server) pending(ctx context.Context, org portfolio.OrganisationID) (waiting []pendingView, settled []portfolio.Batch, err error) {
	uploads, err := s.Store.Uploads(ctx, org)
	if err != nil {
		return nil, nil, err
	}
	batches, err := s.Store.Batches(ctx, org)
	if err != nil {
		return nil, nil, err
	}
	names := map[portfolio.UserID]string{}
	for _, one := range uploads {
		view := pendingView{Name: one.File.Name, At: one.At, Expires: one.Expires, Upload: one.ID, Answers: len(one.Answers)}
		if view.Who, err = s.nameOf(ctx, names, one.By); err != nil {
			return nil, nil, err
		}
		waiting = append(waiting, view)
	}
	for _, one := range batches {
		if one.Settled() {
			settled = append(settled, one)
			continue
		}
		view := pendingView{Name: one.Name, At: one.At, Expires: one.Expires, Batch: &one}
		if view.Who, err = s.nameOf(ctx, names, one.By); err != nil {
			return nil, nil, err
		}
		waiting = append(waiting, view)
	}
	slices.SortStableFunc(waiting, func(a, b pendingView) int { return b.At.Compare(a.At) })
	return waiting, settled, nil
}

// Resumable tells whether there is work that nobody does before somebody says so.
func (v pendingView) Resumable() bool {
	return v.Batch != nil && (!v.Batch.Whole || v.Batch.Count(portfolio.BatchCancelled) > 0)
}

// pendingURL is the page of what waits.
func pendingURL(page Page, one pendingView) string {
	if one.Batch != nil {
		return page.URL("batches", string(one.Batch.ID))
	}
	return page.URL("uploads", one.Upload)
}

// pendingState is how far it came, in words.
func pendingState(page Page, one pendingView) string {
	switch {
	case one.Batch == nil && one.Answers == 0:
		return page.T("pending.no-answers")
	case one.Batch == nil:
		return page.Print.N("pending.answers", one.Answers)
	}
	view := batchView{*one.Batch}
	if !view.Whole {
		return page.Print.N("pending.half", len(view.Files))
	}
	state := []string{page.T("pending.read", "done", view.Done(), "all", len(view.Files))}
	for _, progress := range []portfolio.BatchProgress{portfolio.BatchReady, portfolio.BatchQuestions, portfolio.BatchErrors, portfolio.BatchCancelled} {
		if n := view.Count(progress); n > 0 {
			state = append(state, page.Print.N("pending."+string(progress), n))
		}
	}
	return strings.Join(state, ", ")
}
