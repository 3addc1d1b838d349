package cognito

import (
	"bufio"
	"os"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/config"
)

// Profiles lists the profiles of the AWS configuration, sorted, from the files
// that the AWS CLI reads. Files that cannot be read are ignored.
func Profiles() []string {
	var names []string
	files := map[string]string{
		"AWS_CONFIG_FILE":             config.DefaultSharedConfigFilename(),
		"AWS_SHARED_CREDENTIALS_FILE": config.DefaultSharedCredentialsFilename(),
	}
	for variable, name := range files {
		if set := os.Getenv(variable); set != "" {
			name = set
		}
		names = append(names, profilesIn(name)...)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

func profilesIn(name string) []string {
	file, err := os.Open(name)
	if err != nil {
		return nil
	}
	defer file.Close()
	var names []string
	for lines := bufio.NewScanner(file); lines.Scan(); {
		if profile := sectionProfile(lines.Text()); profile != "" {
			names = append(names, profile)
		}
	}
	return names
}

// sectionProfile is the profile of a section header: [default], or
// [profile dev] in one file and [dev] in the other. Sections of other kinds,
// such as [sso-session x], name none.
func sectionProfile(line string) string {
	head, found := strings.CutPrefix(strings.TrimSpace(line), "[")
	head, _, closed := strings.Cut(head, "]")
	if !found || !closed {
		return ""
	}
	words := strings.Fields(head)
	switch {
	case len(words) == 1:
		return words[0]
	case len(words) == 2 && words[0] == "profile":
		return words[1]
	default:
		return ""
	}
}
