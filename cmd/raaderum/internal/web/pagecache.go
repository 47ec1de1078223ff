package web

import (
	"bytes"
	"container/list"
	"context"
	"strings"
	"sync"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"

	"raaderum/portfolio"
)

// # Pages that are kept
//
// A page that only reads is the same bytes as long as nothing it is made of has
// changed, so it is kept as it was sent, packed for the browser, and sent again.
// What it is made of is its key (madeOf): the address with its query, the user
// with name and every role, the language, the hour, and the version of the data of
// every organisation the user belongs to. The version is read from the database
// for each request, so a write is seen at once, whichever server it went through;
// and it is read before the data, so a page is never older than its key says.
//
// A page belongs to one user: nothing is worked out about what another may see.
// Logging in, rights and the headers come before it, for every request. Browsers
// still keep nothing themselves (no-store), which is why pages have no ETag.
//
// Only pages that are made of the portfolio alone may be kept: none that shows
// what waits to be accepted, papers under way, or minutes.

// versions is what keeping pages needs of the store.
type versions interface {
	// DataVersion is another one after every write to the organisation's portfolio.
	DataVersion(ctx context.Context, org portfolio.OrganisationID) (string, error)
}

// keptBytes is what kept pages may take of the memory: some 300 of them, packed.
const keptBytes = 32 << 20

// keptOverhead is what a page takes beside its key and its bytes, at most.
const keptOverhead = 512

// keptPage is a page as it was sent. It is never changed.
type keptPage struct {
	key                             string
	contentType, cacheControl, vary string
	encoding                        string // "" as it is
	body                            []byte
}

// size is what it takes of the memory.
func (p *keptPage) size() int { return len(p.key) + len(p.body) + keptOverhead }

// keptPages are the pages that were asked for last, up to a number of bytes.
type keptPages struct {
	most   int // bytes
	mutex  sync.Mutex
	size   int
	byKey  map[string]*list.Element
	recent *list.List // of *keptPage, the one asked for last in front
}

func newKeptPages(most int) *keptPages {
	return &keptPages{most: most, byKey: map[string]*list.Element{}, recent: list.New()}
}

// find is the page of a key; nil when it is not kept.
func (k *keptPages) find(key string) *keptPage {
	k.mutex.Lock()
	defer k.mutex.Unlock()
	found, kept := k.byKey[key]
	if !kept {
		return nil
	}
	k.recent.MoveToFront(found)
	return found.Value.(*keptPage)
}

// keep keeps a page, and forgets those that nobody has asked for the longest.
func (k *keptPages) keep(page *keptPage) {
	k.mutex.Lock()
	defer k.mutex.Unlock()
	if before, kept := k.byKey[page.key]; kept {
		k.forget(before)
	}
	k.byKey[page.key] = k.recent.PushFront(page)
	k.size += page.size()
	for k.size > k.most {
		k.forget(k.recent.Back())
	}
}

func (k *keptPages) forget(one *list.Element) {
	page := k.recent.Remove(one).(*keptPage)
	delete(k.byKey, page.key)
	k.size -= page.size()
}

// packing packs an answer as every answer of the server is packed; one that is
// packed already stays as it is.
var packing = fasthttp.CompressHandlerBrotliLevel(func(*fasthttp.RequestCtx) {},
	fasthttp.CompressBrotliBestSpeed, fasthttp.CompressBestSpeed)

// What a request carries when its page may be kept.
const (
	keptKey     = "kept-key"
	keptPageKey = "kept-page"
)

// findKept works out what the page is made of, and finds the page where it is kept:
// kept then sends it. It comes before anything of an organisation is read.
func (s *Server) findKept(c *fiber.Ctx) (found bool, err error) {
	if c.Method() != fiber.MethodGet {
		return false, nil
	}
	key, err := s.madeOf(c)
	if err != nil {
		return false, err
	}
	c.Locals(keptKey, key)
	page := s.pages.find(key)
	if page != nil {
		c.Locals(keptPageKey, page)
	}
	return page != nil, nil
}

// kept stands before the handler of a page that may be kept.
func (s *Server) kept(c *fiber.Ctx) error {
	if page, found := c.Locals(keptPageKey).(*keptPage); found {
		page.send(c)
		return nil
	}
	key, may := c.Locals(keptKey).(string)
	if err := c.Next(); err != nil {
		return err
	}
	response := c.Response()
	if !may || response.StatusCode() != fiber.StatusOK {
		return nil
	}
	packing(c.Context())
	s.pages.keep(&keptPage{
		key:          key,
		contentType:  string(response.Header.ContentType()),
		cacheControl: string(response.Header.Peek(fiber.HeaderCacheControl)),
		vary:         string(response.Header.Peek(fiber.HeaderVary)),
		encoding:     string(response.Header.ContentEncoding()),
		body:         bytes.Clone(response.Body()),
	})
	return nil
}

func (p *keptPage) send(c *fiber.Ctx) {
	c.Set(fiber.HeaderContentType, p.contentType)
	c.Set(fiber.HeaderCacheControl, p.cacheControl)
	if p.vary != "" {
		c.Set(fiber.HeaderVary, p.vary)
	}
	if p.encoding != "" {
		c.Set(fiber.HeaderContentEncoding, p.encoding)
	}
	c.Response().SetBodyRaw(p.body)
}

// madeOf is everything a page is made of, in a text. Its parts are kept apart by a
// byte that none of them can hold.
func (s *Server) madeOf(c *fiber.Ctx) (string, error) {
	user := visitOf(c).User
	parts := []string{
		c.OriginalURL(), printerOf(c).Language(), acceptedPacking(c),
		// The hour and not the day: midnight is where the reader is.
		s.Now().UTC().Truncate(time.Hour).Format(time.RFC3339),
		string(user.ID), user.Name,
	}
	for _, membership := range user.Memberships {
		version, err := s.Store.DataVersion(c.UserContext(), membership.Organisation)
		if err != nil {
			return "", err
		}
		parts = append(parts, string(membership.Organisation), string(membership.Role), version)
	}
	return strings.Join(parts, "\x00"), nil
}

// acceptedPacking is how an answer to the request is packed; "" is not at all.
func acceptedPacking(c *fiber.Ctx) string {
	for _, one := range []string{"br", "gzip", "deflate"} { // in the order of packing
		if c.Request().Header.HasAcceptEncoding(one) {
			return one
		}
	}
	return ""
}
