package store_test

import (
	"testing"
	"time"

	"raaderum/portfolio"
)

// A time that was typed stands in the log between its last line and the real
// time, and nowhere else.
func TestTypedClock(t *testing.T) {
	onBothURLs(t, func(t *testing.T, url string) {
		var hand watch
		s := open(t, url, hand.now)
		twoOrganisations(t, s)
		s.TypedClock(func() time.Time { return now.Add(time.Hour) })
		for _, one := range []struct {
			at   time.Duration
			may  bool
			what string
		}{{-time.Minute, false, "before the last line"}, {0, true, "with the last line"}, {time.Hour, true, "now"}, {time.Minute, false, "before the line just written"}, {2 * time.Hour, false, "in the future"}} {
			hand.at.Store(int64(one.at))
			id, err := s.BeginBatch(t.Context(), greve, analystOf(greve), "alle.zip", portfolio.LeftFiles{})
			must(t, err) // it says nothing to the log
			err = s.SealBatch(t.Context(), greve, id)
			if one.may {
				must(t, err)
				continue
			}
			if err == nil {
				t.Errorf("written %s", one.what)
				continue
			}
			wantError(t, err, portfolio.CodeInvalid, "audit.typed-time", "now")
		}
	})
}
