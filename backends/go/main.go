// Command weapp-backend is a backend for the template in Go: the standard library and nothing else.
//
// Environment:
//
//	WECHAT_APPID, WECHAT_SECRET  of the mini-program
//	WECHAT      base URL of WeChat (https://api.weixin.qq.com)
//	ADDRESS     where it listens (127.0.0.1:8000)
//	PUBLIC_URL  the address that phones see, for pictures (http://ADDRESS)
//	DATA        folder of its journal and pictures (data)
package main

import (
	"context"
	"errors"
	"log"
	"net/http"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"
)

func main() {
	log.SetFlags(0)
	if err := run(); err != nil {
		log.Fatal(err)
	}
}

func run() error {
	address := env("ADDRESS", "127.0.0.1:8000")
	store, err := OpenStore(env("DATA", "data"))
	if err != nil {
		return err
	}
	defer store.Close()
	wechat := NewWechat(env("WECHAT", "https://api.weixin.qq.com"), App{
		ID:     env("WECHAT_APPID", "wx5ec7e70000000001"),
		Secret: env("WECHAT_SECRET", "5ec7e75ec7e75ec7e75ec7e75ec7e75e"),
	})
	backend := &Backend{
		store:     store,
		wechat:    wechat,
		publicURL: strings.TrimSuffix(env("PUBLIC_URL", "http://"+address), "/"),
	}
	server := &http.Server{
		Addr:              address,
		Handler:           backend.Handler(),
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       30 * time.Second,
		WriteTimeout:      30 * time.Second,
		IdleTimeout:       60 * time.Second,
		MaxHeaderBytes:    16 << 10,
	}

	stop, cancel := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer cancel()
	closed := make(chan error, 1)
	go func() {
		<-stop.Done()
		deadline, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		closed <- server.Shutdown(deadline)
	}()
	log.Printf("Serving on http://%s, asking %s", address, wechat.base)
	if err := server.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return <-closed
}

func env(name, otherwise string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return otherwise
}
