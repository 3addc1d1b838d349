package tui

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// endPage is a page of a conversation that has ended.
type endPage int

const (
	resultPage      endPage = iota // what was told, and the calls
	descriptionPage                // what the sandbox answers about the pool
	secretsPage                    // the secrets that the service generated, once
)

// made is the pool that exists, or nil.
func (o *conversationOverlay) made() *Created {
	if o.done == nil {
		return nil
	}
	return o.done.Created
}

func (o *conversationOverlay) hasDescription() bool { return o.isTried() && o.made().Description != "" }

func (o *conversationOverlay) hasSecrets() bool { return o.made() != nil && len(o.made().Secrets) > 0 }

// connects reports whether the page offers configuration to paste: of a pool that
// exists, also in part.
func (o *conversationOverlay) connects() bool {
	return o.offersConnect && o.made() != nil && len(o.pool.CreateUserPoolClient) > 0
}

// endKeys are the keys that go on from the end, the most useful first.
func (o *conversationOverlay) endKeys(k *keyMap) []key.Binding {
	var keys []key.Binding
	if o.done == nil || o.page != resultPage {
		return nil
	}
	if o.done.Stale {
		keys = append(keys, relabel(k.Reload, "read the pool again and keep my changes"))
	}
	if o.hasSecrets() {
		keys = append(keys, k.Secrets)
	}
	if o.connects() {
		keys = append(keys, k.Connect)
	}
	if o.hasDescription() {
		keys = append(keys, k.Describe)
	}
	if o.isTried() && o.offersCognito {
		keys = append(keys, relabel(k.Submit, "submit to Cognito"))
	}
	if o.isTried() {
		keys = append(keys, k.Save)
	}
	return keys
}

// endText tells the keys at the end.
func (o *conversationOverlay) endText(k *keyMap) string {
	var texts []string
	for _, b := range o.endKeys(k) {
		texts = append(texts, keyText(b, b.Help().Desc))
	}
	back := "any key: back"
	if len(texts) > 0 {
		back = "any other key: back"
	}
	if o.isTried() {
		back += "; the draft stays"
	}
	return strings.Join(append(texts, back), " · ")
}

// pressEnd handles the keys at the end.
func (o *conversationOverlay) pressEnd(msg tea.KeyPressMsg, k *keyMap) action {
	scroll := pressScroll(msg, k)
	switch {
	case o.made() != nil && scroll != nil:
		return scroll
	case o.page != resultPage:
		return o.leavePage(msg, k)
	case o.done.Stale && key.Matches(msg, k.Reload):
		return actionReload{}
	case o.hasSecrets() && key.Matches(msg, k.Secrets):
		o.page = secretsPage
		return actionResetScroll{}
	case o.connects() && key.Matches(msg, k.Connect):
		return actionOpenConnect{o.pool, o.realMade()}
	case o.hasDescription() && key.Matches(msg, k.Describe):
		o.page = descriptionPage
		return actionResetScroll{}
	case o.isTried() && o.offersCognito && key.Matches(msg, k.Submit):
		return actionOpenSubmit{}
	case o.isTried() && key.Matches(msg, k.Save):
		return actionOpenSave{}
	case o.isTried():
		return actionCloseTried{}
	}
	return actionClose{}
}

// leavePage returns to the result. The secrets are forgotten then.
func (o *conversationOverlay) leavePage(msg tea.KeyPressMsg, k *keyMap) action {
	if !key.Matches(msg, k.Back) && !(o.page == descriptionPage && key.Matches(msg, k.Describe)) {
		return nil
	}
	if o.page == secretsPage {
		o.made().Secrets = nil
	}
	o.page = resultPage
	return actionResetScroll{}
}

// realMade is the pool that exists in an account, or nil.
func (o *conversationOverlay) realMade() *Created {
	if !o.done.Real {
		return nil
	}
	return o.made()
}

// pageLines are the page in front of the result.
func (o *conversationOverlay) pageLines(c canvas) []string {
	keys := keyText(c.keys.arrows("scroll"), "scroll") + " · " + keyText(c.keys.Back, "back")
	if o.page == descriptionPage {
		lines := []string{"", c.Strong.Render("Output of describe-user-pool and get-user-pool-mfa-config"), c.Dim.Render(keys), ""}
		return append(lines, hardLines(o.made().Description, c.width)...)
	}
	lines := []string{"", c.Strong.Render("Client secrets")}
	for _, line := range wrap("They are shown once, and forgotten when you leave this page. "+keys, c.width) {
		lines = append(lines, c.Dim.Render(line))
	}
	for _, s := range o.made().Secrets {
		lines = append(lines, "")
		lines = append(lines, wrap(sentence(s.Of), c.width)...)
		lines = append(lines, wrap(s.Value, c.width)...)
	}
	return lines
}
