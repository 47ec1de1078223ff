package charts

// DrawGallery hands the gallery to the tests of this package.
func DrawGallery(draw func(Words, Links) (map[string]Chart, error)) { drawGallery = draw }
