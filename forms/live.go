package forms

import (
	"strconv"

	"github.com/poolsmith/poolsmith/model"
)

// Locked returns why the answer to a field cannot be changed in the live pool that
// the draft is of; it is empty for what can. What the draft renames has its new name in
// live.
func (f Field) Locked(live, draft *model.Pool) string {
	switch f.checklist {
	case nil:
		return live.Locked(draft, f.Path)
	case requiredAttributes:
		return f.checklist.setting.Permanent
	case whatApp, whichPages:
		return lockedApp(live, draft, 1)
	case anotherApp:
		return lockedApp(live, draft, 2)
	default:
		return ""
	}
}

// lockedApp returns why a question cannot be answered that replaces the last of so
// many or more app clients: apps use the one that exists.
func lockedApp(live, draft *model.Pool, least int) string {
	last := len(draft.CreateUserPoolClient) - 1
	if last+1 < least || !live.HasItem(draft, clientsPath+"["+strconv.Itoa(last)+"]") {
		return ""
	}
	return "Another answer would replace the app client that exists. Change it in the list of app clients, or add another."
}
