package model

// withLogs is a draft of a pool with the log delivery.
func withLogs(entries string) string {
	return draft("", `"SetLogDeliveryConfiguration":{"LogConfigurations":[`+entries+`]}`)
}

const (
	failures = `{"EventSource":"userNotification","LogLevel":"ERROR","CloudWatchLogsConfiguration":{"LogGroupArn":"$loggroup"}}`
	activity = `{"EventSource":"userAuthEvents","LogLevel":"INFO","S3Configuration":{"BucketArn":"$bucket"}}`
)

var logDeliveryCases = map[string]ruleCase{
	"log-source-twice": {
		breaks: []string{withLogs(failures + `,` + failures)},
		fits:   []string{withLogs(failures + `,` + activity), withLogs(`{},{}`)},
	},
	"log-source-level": {
		breaks: []string{
			withLogs(`{"EventSource":"userNotification","LogLevel":"INFO"}`), withLogs(`{"EventSource":"userAuthEvents","LogLevel":"ERROR"}`),
			withLogs(`{"EventSource":"userNotification","LogLevel":"ERROR","S3Configuration":{"BucketArn":"$bucket"}}`), withLogs(`{"EventSource":"userNotification","FirehoseConfiguration":{"StreamArn":"$stream"}}`),
		},
		fits: []string{withLogs(failures + `,` + activity), withLogs(`{"EventSource":"userAuthEvents","LogLevel":"INFO","CloudWatchLogsConfiguration":{"LogGroupArn":"$loggroup"}}`)},
	},
	"log-destinations": {
		breaks: []string{withLogs(`{"EventSource":"userAuthEvents","LogLevel":"INFO","S3Configuration":{"BucketArn":"$bucket"},"FirehoseConfiguration":{"StreamArn":"$stream"}}`)},
		fits:   []string{withLogs(failures + `,` + activity)},
	},
	"log-group-region": {
		breaks: []string{"eu-west-1 " + withLogs(failures)},
		softer: []string{"eu-west-1? " + withLogs(failures)},
		fits:   []string{"eu-central-1 " + withLogs(failures), withLogs(failures), "eu-west-1 " + withLogs(activity)},
	},
	"log-group-to-prepare": {
		breaks: []string{withLogs(failures)},
		fits:   []string{withLogs(activity), withLogs(`{"EventSource":"userNotification","CloudWatchLogsConfiguration":{}}`)},
	},
}
