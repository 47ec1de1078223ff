package charts_test

import (
	"raaderum/charts"
	"raaderum/charts/gallery"
)

func init() { charts.DrawGallery(gallery.All) }
