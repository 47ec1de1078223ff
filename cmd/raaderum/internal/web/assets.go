package web

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"mime"
	"path/filepath"
	"strings"

	"github.com/gofiber/fiber/v2"
)

//go:embed all:static
var static embed.FS

//go:embed icon.svg
var icon []byte

// assets are the built style, script and fonts. Their checksum is part of
// their address, so a browser may keep them for good.
type assets struct {
	files    fs.FS
	checksum string
	built    bool
}

// loadAssets sums all files into one checksum: files refer to one another by
// relative addresses, which a checksum per file would break.
func loadAssets() (assets, error) {
	files, err := fs.Sub(static, "static")
	if err != nil {
		return assets{}, err
	}
	sum, built := sha256.New(), false
	err = fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		built = built || name != "README.md"
		sum.Write([]byte(name))
		sum.Write(data)
		return nil
	})
	return assets{files, hex.EncodeToString(sum.Sum(nil))[:16], built}, err
}

// Built tells whether the front end was built into the program.
func (a assets) Built() bool { return a.built }

// URL is the address of a built file, such as "app.css".
func (a assets) URL(name string) string { return "/static/" + a.checksum + "/" + name }

// Has tells whether a file was built.
func (a assets) Has(name string) bool { _, err := fs.Stat(a.files, name); return err == nil }

func (s *Server) assetRoutes(app fiber.Router) {
	app.Get("/static/:checksum/*", s.asset)
	app.Get("/icon.svg", sendIcon)
	app.Get("/favicon.ico", sendIcon)
}

func (s *Server) asset(c *fiber.Ctx) error {
	name := c.Params("*")
	if !fs.ValidPath(name) {
		return fiber.ErrNotFound
	}
	data, err := fs.ReadFile(s.assets.files, name)
	if err != nil {
		return fiber.ErrNotFound
	}
	c.Set(fiber.HeaderContentType, contentType(name))
	c.Set(fiber.HeaderCacheControl, "no-cache") // an address of another version
	if c.Params("checksum") == s.assets.checksum {
		c.Set(fiber.HeaderCacheControl, "public, max-age=31536000, immutable")
	}
	return c.Send(data)
}

// contentTypes are those that must not depend on the machine's own list.
var contentTypes = map[string]string{
	".js":    "text/javascript; charset=utf-8",
	".css":   "text/css; charset=utf-8",
	".svg":   "image/svg+xml",
	".json":  "application/json",
	".map":   "application/json",
	".woff2": "font/woff2",
	".woff":  "font/woff",
}

func contentType(name string) string {
	ext := strings.ToLower(filepath.Ext(name))
	if known, ok := contentTypes[ext]; ok {
		return known
	}
	if known := mime.TypeByExtension(ext); known != "" {
		return known
	}
	return fiber.MIMEOctetStream
}

func sendIcon(c *fiber.Ctx) error {
	c.Set(fiber.HeaderContentType, "image/svg+xml")
	c.Set(fiber.HeaderCacheControl, "public, max-age=86400")
	return c.Send(icon)
}
