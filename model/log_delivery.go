package model

var setLogDeliveryConfiguration = Operation{
	Name: "SetLogDeliveryConfiguration", Noun: "log delivery",
	Takes:  []string{"UserPoolId"},
	Update: "SetLogDeliveryConfiguration", Describe: "GetLogDeliveryConfiguration",
	Answer:    "LogDeliveryConfiguration",
	Terraform: "aws_cognito_log_delivery_configuration", CloudFormation: "AWS::Cognito::LogDeliveryConfiguration",
	TerraformID:      []string{"UserPoolId"},
	CloudFormationID: map[string]string{"Id": "UserPoolId"},
	NoStep:           true,
}

// SetLogDeliveryConfiguration is the request of the same name. It replaces the
// whole configuration, at most one entry for each of the two event sources.
type SetLogDeliveryConfiguration struct {
	LogConfigurations []LogConfiguration `json:",omitzero"`
}

// LogConfiguration sends the events of one source to one destination.
type LogConfiguration struct {
	EventSource                 *string                      `json:",omitzero"`
	LogLevel                    *string                      `json:",omitzero"`
	CloudWatchLogsConfiguration *CloudWatchLogsConfiguration `json:",omitzero"`
	S3Configuration             *S3Configuration             `json:",omitzero"`
	FirehoseConfiguration       *FirehoseConfiguration       `json:",omitzero"`
}

// CloudWatchLogsConfiguration names a log group in the account of the pool.
type CloudWatchLogsConfiguration struct {
	LogGroupArn *string `json:",omitzero"`
}

// S3Configuration names a bucket.
type S3Configuration struct {
	BucketArn *string `json:",omitzero"`
}

// FirehoseConfiguration names a stream of Amazon Data Firehose.
type FirehoseConfiguration struct {
	StreamArn *string `json:",omitzero"`
}
