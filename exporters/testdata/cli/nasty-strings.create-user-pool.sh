#!/usr/bin/env bash
#
# Creates an Amazon Cognito user pool and prints its id.
# Arguments go to every aws command: --region, --profile, --endpoint-url.
#
# Made by Poolsmith. To make it again: poolsmith export -f cli -i DRAFT
#
# Without bash, run the commands one by one. `-o DIR` puts their bodies beside
# this script; the AWS CLI has to read them as UTF-8 (AWS_CLI_FILE_ENCODING=UTF-8).
#
#   aws cognito-idp create-user-pool --cli-input-json file://create-user-pool.json

set -euo pipefail

# The bodies are UTF-8, whatever the locale.
export AWS_CLI_FILE_ENCODING=UTF-8

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

cat >"$folder/create-user-pool.json" <<'JSON'
{
  "PoolName": "nasty \"${x}\" '$(touch pwned)' \\`touch pwned`\nJSON\n",
  "EmailConfiguration": {
    "From": "no",
    "ReplyToEmailAddress": "@x",
    "ConfigurationSet": "007"
  },
  "SmsConfiguration": {
    "SnsCallerArn": "arn:aws:iam::123456789012:role/${aws:username}",
    "ExternalId": "1e3"
  },
  "VerificationMessageTemplate": {
    "EmailSubject": "%{ for x in y }\t\u2028",
    "EmailMessage": "<p>Hello ${name},</p>\n\n  <b>{####}</b> costs 5% {\n$(touch pwned) %{y}\n",
    "EmailSubjectByLink": "\u001b]0;title\u0007",
    "EmailMessageByLink": "first\n  {##here##} \"quoted\" \\n\nlast",
    "SmsMessage": "{####}\nJSON\nEOT\n'\"`!"
  },
  "EmailVerificationMessage": "\u001b[2J another {####}\n# } resource {",
  "AdminCreateUserConfig": {
    "InviteMessageTemplate": {
      "EmailSubject": "é",
      "EmailMessage": "a\r\nb"
    }
  },
  "IssuerConfiguration": {
    "Type": "UPDATED\n}\nresource \"x\" \"y\" {\u202e"
  },
  "UserPoolTags": {
    "": "long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long ",
    "\u0001\u0007\u001b[31mred\u001b[0m\u007f\u0085\u009b2J": "-",
    "\ta\nb": "@x",
    "\nJSON\n": "1.",
    "\nfirst": "${x} %{ if y } $${x} %%{y} $$${z} $ { %%",
    " ": "􏿽",
    "  first\nsecond": "it's \"quoted\" and \\back\\slashed\\n",
    "!": "é composed late",
    "\"": "日本語\nの文\n",
    "\"; touch pwned; \"": "two\nlines\n",
    "#": "שלום עולם",
    "# comment\n# another\n": "a: b",
    "$": "😀 👨\u200d👩\u200d👧 🏳️\u200d🌈",
    "$(touch pwned) `touch pwned` ; touch pwned & !! !$ ${IFS}": "many\n\n\n",
    "${key}": "c",
    "${x} %{ if y } $${x} %%{y} $$${z} $ { %%": "\nfirst",
    "%": "مرحبا",
    "&x": "a\n \nb",
    "'": "�",
    "'\"'\"'; touch pwned #": "two\nlines",
    "'; touch pwned; '": "blank\n\nline\n",
    "*x": "a\n\tb",
    "+1": "No",
    "-": "\u0001\u0007\u001b[31mred\u001b[0m\u007f\u0085\u009b2J",
    "- a": "<p>Hello,</p>\n<p>{####} ${x} %{y}</p>",
    "---\na\n...\n": "? a",
    "-.inf": ".nan",
    "-0": "yes",
    ".5": "{\nJSON\ntouch pwned\n",
    ".nan": "-.inf",
    "007": "null",
    "0b1": "true",
    "0o17": "off",
    "0x1F": "False",
    "1.": "\nJSON\n",
    "190:20:30.15": "y",
    "1:30": "n",
    "1_000": "ON",
    "1e3": "NULL",
    "2001-12-14": "a\n  EOT  \nb\n",
    "2001-12-14t21:59:43.10-05:00": "a\nEOT\nb",
    "<<": "\u2028 \u2029",
    "<p>Hello,</p>\n<p>{####} ${x} %{y}</p>": "- a",
    "=": " \u200b\ufeff",
    ">": "first\n  second",
    "? a": "---\na\n...\n",
    "@x": "\ta\nb",
    "False": "0x1F",
    "NULL": "1e3",
    "No": "+1",
    "ON": "1_000",
    "\\": "́",
    "`": "a\ńb",
    "a\n\tb": "*x",
    "a\n \nb": "&x",
    "a\n  EOT  \nb\n": "2001-12-14",
    "a\nEOT\nb": "2001-12-14t21:59:43.10-05:00",
    "a\ńb": "`",
    "a\r\nb\r": "a #b",
    "a #b": "a\r\nb\r",
    "a:": "tab\there",
    "a: b": "# comment\n# another\n",
    "blank\n\nline\n": "'; touch pwned; '",
    "é composed late": "!",
    "first\n  second": ">",
    "first \nsecond": "|",
    "for": "for",
    "it's \"quoted\" and \\back\\slashed\\n": "  first\nsecond",
    "long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long ": "",
    "many\n\n\n": "$(touch pwned) `touch pwned` ; touch pwned & !! !$ ${IFS}",
    "my key": "b",
    "my-key": "a",
    "n": "1:30",
    "null": "007",
    "off": "0o17",
    "tab\there": "a:",
    "true": "0b1",
    "two\nlines": "'\"'\"'; touch pwned #",
    "two\nlines\n": "\"; touch pwned; \"",
    "y": "190:20:30.15",
    "yes": "-0",
    "{\nJSON\ntouch pwned\n": ".5",
    "|": "first \nsecond",
    "~": "\u202eright to left\u202c",
    " \u200b\ufeff": "=",
    "́": "\\",
    "ключ": "d",
    "שלום עולם": "#",
    "مرحبا": "%",
    "\u2028 \u2029": "<<",
    "\u202eright to left\u202c": "~",
    "日本語\nの文\n": "\"",
    "�": "'",
    "😀 👨\u200d👩\u200d👧 🏳️\u200d🌈": "$",
    "􏿽": " "
  }
}
JSON

pool_id=$(
  aws cognito-idp create-user-pool "$@" \
    --cli-input-json "file://$folder/create-user-pool.json" \
    --query UserPool.Id --output text
)

printf '%s\n' "$pool_id"
