package main

import (
	"runtime"
	"runtime/debug"
	"testing"
)

func TestCollectionsComeLater(t *testing.T) {
	usual := debug.SetGCPercent(100)
	defer debug.SetGCPercent(usual)
	later := collectLater()
	if now := debug.SetGCPercent(200); now != 200 {
		t.Errorf("%d percent before the first collection", now)
	}
	runtime.GC()
	<-later
	if now := debug.SetGCPercent(usual); now != 150 {
		t.Errorf("%d percent after it", now)
	}
}
