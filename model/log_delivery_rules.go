package model

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// Paths of log delivery that the rules are about.
const (
	atLogs        = "SetLogDeliveryConfiguration.LogConfigurations"
	atLog         = atLogs + "[]."
	atEventSource = atLog + "EventSource"
	atLogLevel    = atLog + "LogLevel"
	atLogGroup    = atLog + "CloudWatchLogsConfiguration.LogGroupArn"
	atLogBucket   = atLog + "S3Configuration.BucketArn"
	atLogStream   = atLog + "FirehoseConfiguration.StreamArn"
)

// Event sources of logs.
const (
	failedMessages = "userNotification"
	userActivity   = "userAuthEvents"
)

var logDeliveryRules = []Rule{
	{
		ID: "log-source-twice", Severity: Error,
		Settings:   []string{atEventSource},
		Summary:    "Each event source has one entry in the log delivery.",
		Fix:        "remove one of the entries",
		Source:     "rejected in real deployments, 2026-09: Following event sources appear more then once in a request",
		Rejections: []Rejection{{Text: "Request validation Failed. Following event sources appear more then once in a request: [%s].", Values: sourceTwice, Match: "Following event sources appear more then once"}},
		Check:      checkLogSources,
		Edits:      editLogSources,
	},
	{
		ID: "log-source-level", Severity: Error,
		Settings: []string{atEventSource, atLogLevel, atLogBucket, atLogStream},
		Summary:  "userNotification has the level ERROR and goes to CloudWatch Logs alone. userAuthEvents has the level INFO.",
		Fix:      "set LogLevel and the destination that the event source has",
		Source:   "API reference, LogConfigurationType; reported by users",
		Check:    ofLogs(checkLogLevel),
		Edits:    editLogLevel,
	},
	{
		ID: "log-destinations", Severity: Error,
		Settings: []string{atLogGroup, atLogBucket, atLogStream},
		Summary:  "Each entry of the log delivery has one destination: a log group, a bucket or a stream.",
		Fix:      "keep one of the destinations",
		Source:   "API reference, LogConfigurationType",
		Check:    ofLogs(checkLogDestinations),
	},
	{
		ID: "log-group-region", Severity: Error,
		Settings:   []string{atLogGroup},
		Summary:    "The log group must be in the pool's Region.",
		Fix:        "use a log group in the pool's Region",
		Source:     "rejected in real deployments, 2026-09: %s",
		Rejections: []Rejection{{Text: "ARN does not belong to current region"}},
		Check:      ofLogs(checkLogRegion),
	},
	{
		ID: "log-group-to-prepare", Severity: ToDo,
		Settings: []string{atLogGroup},
		Summary:  "The log group must be in the account of the pool and without KMS encryption. If its resource policy is longer than 5120 characters, its name begins with /aws/vendedlogs.",
		Fix:      "check the log group and its resource policy",
		Source:   "API reference, CloudWatchLogsConfigurationType; rejected in real deployments: ARN does not belong to invoking account.",
		Rejections: []Rejection{{
			Match: "ARN does not belong to invoking account",
			Hint:  "use a log group in the account of the pool",
		}},
		Check: ofLogs(checkLogGroup),
	},
}

// delivery is an entry of the log delivery of a draft and its place in the list.
type delivery struct {
	*LogConfiguration
	index int
}

// ofLogs turns a check of one entry of the log delivery into that of a rule.
func ofLogs(check func(f Facts, d delivery) []Match) func(Facts) []Match {
	return func(f Facts) []Match {
		var matches []Match
		entries := f.SetLogDeliveryConfiguration.LogConfigurations
		for i := range entries {
			matches = append(matches, check(f, delivery{&entries[i], i})...)
		}
		return matches
	}
}

// at is the path of a setting of the entry, which is given as its general path.
func (d delivery) at(setting string) string {
	return at(atLogs, d.index, strings.TrimPrefix(setting, atLog))
}

// destinations are the destinations that are set. An empty block has no ARN.
func (d delivery) destinations() []entry {
	var list []entry
	if c := d.CloudWatchLogsConfiguration; c != nil {
		list = append(list, entry{d.at(atLogGroup), c.LogGroupArn})
	}
	if s := d.S3Configuration; s != nil {
		list = append(list, entry{d.at(atLogBucket), s.BucketArn})
	}
	if s := d.FirehoseConfiguration; s != nil {
		list = append(list, entry{d.at(atLogStream), s.StreamArn})
	}
	return list
}

// logArns are the ARNs of log groups and streams. Those of buckets have no account
// and no Region.
func (p *Pool) logArns() []entry {
	var list []entry
	entries := p.SetLogDeliveryConfiguration.LogConfigurations
	for i := range entries {
		for _, e := range (delivery{&entries[i], i}).destinations() {
			if e.value != nil && !strings.HasSuffix(e.path, ".BucketArn") {
				list = append(list, e)
			}
		}
	}
	return list
}

// repeatedSource returns the index of the first entry whose event source an
// earlier one has, and that of the earlier one.
func (p *Pool) repeatedSource() (second, first int, found bool) {
	entries := p.SetLogDeliveryConfiguration.LogConfigurations
	seen := make(map[string]int, len(entries))
	for i := range entries {
		source := deref(entries[i].EventSource)
		if first, found := seen[source]; found && source != "" {
			return i, first, true
		}
		seen[source] = i
	}
	return 0, 0, false
}

func checkLogSources(f Facts) []Match {
	second, first, twice := f.repeatedSource()
	if !twice {
		return nil
	}
	source := *f.SetLogDeliveryConfiguration.LogConfigurations[second].EventSource
	return found(fmt.Sprintf("the event source %q has two entries in the log delivery", source), at(atLogs, second, "EventSource"), at(atLogs, first, "EventSource"))
}

func sourceTwice(f Facts, _ []Finding) []string {
	second, _, _ := f.repeatedSource()
	return []string{*f.SetLogDeliveryConfiguration.LogConfigurations[second].EventSource}
}

// levelOf is the level that each event source has.
var levelOf = map[string]string{failedMessages: "ERROR", userActivity: "INFO"}

func checkLogLevel(_ Facts, d delivery) []Match {
	source := deref(d.EventSource)
	if level := levelOf[source]; level != "" && d.LogLevel != nil && *d.LogLevel != level {
		return found(fmt.Sprintf("the event source %s has the level %s, not %s", source, level, *d.LogLevel), d.at(atLogLevel), d.at(atEventSource))
	}
	if source != failedMessages {
		return nil
	}
	others := slices.DeleteFunc(d.destinations(), func(e entry) bool { return strings.HasSuffix(e.path, ".LogGroupArn") })
	if len(others) == 0 {
		return nil
	}
	return found("the event source userNotification goes to CloudWatch Logs alone, not to "+Name(others[0].path), others[0].path, d.at(atEventSource))
}

func checkLogDestinations(_ Facts, d delivery) []Match {
	destinations := d.destinations()
	if len(destinations) < 2 {
		return nil
	}
	return found("an entry of the log delivery has several destinations: "+names(pathsOf(destinations)), pathsOf(destinations)...)
}

func checkLogRegion(f Facts, d delivery) []Match {
	if d.CloudWatchLogsConfiguration == nil {
		return nil
	}
	a, ok := splitARN(d.CloudWatchLogsConfiguration.LogGroupArn)
	region, severity := f.poolRegion()
	if !ok || region == "" || a.region == "" || a.region == region {
		return nil
	}
	matches := found(fmt.Sprintf("%s is in %s, but the pool is in %s", Name(atLogGroup), a.region, region), d.at(atLogGroup))
	matches[0].Severity = &severity
	return matches
}

func checkLogGroup(_ Facts, d delivery) []Match {
	if d.CloudWatchLogsConfiguration == nil || d.CloudWatchLogsConfiguration.LogGroupArn == nil {
		return nil
	}
	return found("check that "+Name(atLogGroup)+" is in the account of the pool and without KMS encryption", d.at(atLogGroup))
}

// editLogSources removes an entry that equals the one before it.
func editLogSources(f Facts, _ Finding) []Edit {
	second, first, _ := f.repeatedSource()
	entries := f.SetLogDeliveryConfiguration.LogConfigurations
	if !reflect.DeepEqual(entries[second], entries[first]) {
		return nil
	}
	return removed(fmt.Sprintf("%s[%d]", atLogs, second))
}

// editLogLevel sets the level of the event source. Another destination is for the
// user to name.
func editLogLevel(f Facts, finding Finding) []Edit {
	if !strings.HasSuffix(finding.Settings[0], ".LogLevel") {
		return nil
	}
	rest, _ := strings.CutPrefix(finding.Settings[0], atLogs+"[")
	index, _, _ := strings.Cut(rest, "]")
	i, err := strconv.Atoi(index)
	if err != nil {
		panic(err) // the path of a finding of ours
	}
	return setTo(finding.Settings[0], levelOf[deref(f.SetLogDeliveryConfiguration.LogConfigurations[i].EventSource)])
}
