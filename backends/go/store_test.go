package main

import (
	"os"
	"path/filepath"
	"testing"
)

func signIn(t *testing.T, store *Store, openID string) string {
	t.Helper()
	token, _, err := store.SignIn(Identity{OpenID: openID, SessionKey: "key"}, Change{}, "")
	if err != nil {
		t.Fatal(err)
	}
	return token
}

func open(t *testing.T, folder string) *Store {
	t.Helper()
	store, err := OpenStore(folder)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	return store
}

func TestSessionsOutliveTheProcess(t *testing.T) {
	folder := t.TempDir()
	token := signIn(t, open(t, folder), "ann") // not closed, as after a kill
	user, _, found := open(t, folder).Find(token)
	if !found || user.OpenID != "ann" {
		t.Fatalf("the session is lost: %v %v", user, found)
	}
}

func TestHalfALineIsNoChange(t *testing.T) {
	folder := t.TempDir()
	token := signIn(t, open(t, folder), "ann")
	file, err := os.OpenFile(filepath.Join(folder, "journal.jsonl"), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := file.WriteString(`{"user":{"id":"x","openid"`); err != nil {
		t.Fatal(err)
	}
	file.Close()
	store := open(t, folder)
	if _, _, found := store.Find(token); !found || len(store.users) != 1 {
		t.Fatalf("users: %d, session found: %v", len(store.users), found)
	}
}

func TestDeletingAnAccountLeavesNothing(t *testing.T) {
	folder := t.TempDir()
	store := open(t, folder)
	token := signIn(t, store, "ann")
	user, _, _ := store.Find(token)
	address := func(name string) string { return name }
	for range [2]int{} {
		if _, err := store.KeepPicture(user.ID, ".png", []byte("x"), address); err != nil {
			t.Fatal(err)
		}
	}
	if pictures, _ := os.ReadDir(store.pictures()); len(pictures) != 1 {
		t.Fatalf("a new picture replaces the former: %d are kept", len(pictures))
	}
	if err := store.Delete(user.ID); err != nil {
		t.Fatal(err)
	}
	if _, _, found := store.Find(token); found {
		t.Fatal("the session goes on")
	}
	if pictures, _ := os.ReadDir(store.pictures()); len(pictures) != 0 {
		t.Fatalf("%d pictures are left", len(pictures))
	}
	if again := open(t, folder); len(again.users)+len(again.sessions) != 0 {
		t.Fatal("the account is back after a restart")
	}
}
