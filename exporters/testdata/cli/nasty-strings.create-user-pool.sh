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
    "\u0001\u0007\u001b[31mred\u001b[0m\u007f\u0085\u009b2J": ">",
    "\ta\nb": "'\"'\"'; touch pwned #",
    "\nJSON\n": "a\n \nb",
    "\nfirst": "n",
    " ": "؀key",
    "  first\nsecond": "y",
    "!": "key\u034f",
    "\"": "k️",
    "\"; touch pwned; \"": "a\r\nb\r",
    "#": "\ufeffkey",
    "# comment\n# another\n": "$(touch pwned) `touch pwned` ; touch pwned & !! !$ ${IFS}",
    "$": "\u034f",
    "$(touch pwned) `touch pwned` ; touch pwned & !! !$ ${IFS}": "# comment\n# another\n",
    "${key}": "c",
    "${x} %{ if y } $${x} %%{y} $$${z} $ { %%": "---\na\n...\n",
    "%": "key\ufeff",
    "&x": " \u200b\ufeff",
    "'": "\u180ekey",
    "'\"'\"'; touch pwned #": "\ta\nb",
    "'; touch pwned; '": "tab\there",
    "*x": "\u202eright to left\u202c",
    "+1": "007",
    "-": "日本語\nの文\n",
    "- a": "́",
    "---\na\n...\n": "${x} %{ if y } $${x} %%{y} $$${z} $ { %%",
    "-.inf": "1:30",
    "-0": "1e3",
    ".5": "true",
    ".nan": "190:20:30.15",
    "007": "+1",
    "0b1": "0o17",
    "0o17": "0b1",
    "0x1F": "1_000",
    "1.": "False",
    "190:20:30.15": ".nan",
    "1:30": "-.inf",
    "1_000": "0x1F",
    "1e3": "-0",
    "2001-12-14": "NULL",
    "2001-12-14t21:59:43.10-05:00": "null",
    "<<": "�",
    "<p>Hello,</p>\n<p>{####} ${x} %{y}</p>": "it's \"quoted\" and \\back\\slashed\\n",
    "=": "􏿽",
    ">": "\u0001\u0007\u001b[31mred\u001b[0m\u007f\u0085\u009b2J",
    "? a": "a\ńb",
    "@x": "שלום עולם",
    "False": "1.",
    "NULL": "2001-12-14",
    "No": "blank\n\nline\n",
    "ON": "two\nlines\n",
    "\\": "\u200dkey",
    "`": "ke\u00ady",
    "a\n\tb": "{\nJSON\ntouch pwned\n",
    "a\n \nb": "\nJSON\n",
    "a\n  EOT  \nb\n": "first\n  second",
    "a\nEOT\nb": "first \nsecond",
    "a\ńb": "? a",
    "a\r\nb\r": "\"; touch pwned; \"",
    "a #b": "مرحبا",
    "a:": "😀 👨\u200d👩\u200d👧 🏳️\u200d🌈",
    "a: b": "é composed late",
    "blank\n\nline\n": "No",
    "é composed late": "a: b",
    "first\n  second": "a\n  EOT  \nb\n",
    "first \nsecond": "a\nEOT\nb",
    "for": "for",
    "it's \"quoted\" and \\back\\slashed\\n": "<p>Hello,</p>\n<p>{####} ${x} %{y}</p>",
    "key\u034f": "!",
    "key\ufeff": "%",
    "ke\u00ady": "`",
    "k️": "\"",
    "long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long ": "",
    "many\n\n\n": "yes",
    "my key": "b",
    "my-key": "a",
    "n": "\nfirst",
    "null": "2001-12-14t21:59:43.10-05:00",
    "off": "two\nlines",
    "tab\there": "'; touch pwned; '",
    "true": ".5",
    "two\nlines": "off",
    "two\nlines\n": "ON",
    "y": "  first\nsecond",
    "yes": "many\n\n\n",
    "{\nJSON\ntouch pwned\n": "a\n\tb",
    "|": "\u2028 \u2029",
    "~": "\ufeff",
    " \u200b\ufeff": "&x",
    "́": "- a",
    "\u034f": "$",
    "ключ": "d",
    "שלום עולם": "@x",
    "؀key": " ",
    "مرحبا": "a #b",
    "\u180ekey": "'",
    "\u200dkey": "\\",
    "\u2028 \u2029": "|",
    "\u202eright to left\u202c": "*x",
    "日本語\nの文\n": "-",
    "\ufeff": "~",
    "\ufeffkey": "#",
    "�": "<<",
    "😀 👨\u200d👩\u200d👧 🏳️\u200d🌈": "a:",
    "􏿽": "="
  }
}
JSON

pool_id=$(
  aws cognito-idp create-user-pool "$@" \
    --cli-input-json "file://$folder/create-user-pool.json" \
    --query UserPool.Id --output text
)

printf '%s\n' "$pool_id"
