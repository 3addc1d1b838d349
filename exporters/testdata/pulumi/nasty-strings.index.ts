// Made by Poolsmith. To make it again: poolsmith export -f pulumi -i DRAFT
//
// This resource does not say everything about the pool:
//
//   CreateUserPool.EmailVerificationMessage = "\x1b[2J another {####}\n# } resource {"
//   (the provider refuses it beside VerificationMessageTemplate, and Cognito keeps one text for both)
//
//   CreateUserPool.AdminCreateUserConfig.InviteMessageTemplate.EmailMessage = "a\r\nb"
//   (the provider requires {username} in it)
//
//   CreateUserPool.AdminCreateUserConfig.InviteMessageTemplate.EmailSubject = "é"
//   (Terraform joins letters and their accents to single characters (Unicode NFC))
//
//   CreateUserPool.IssuerConfiguration.Type = "UPDATED\n}\nresource \"x\" \"y\" {\u202e"
//   (the provider has no name for it)
//
//   CreateUserPool.UserPoolTags
//   (Terraform joins letters and their accents to single characters (Unicode NFC))
//
// `poolsmith export -f cli` makes a pool with all of it. To set it on the pool that
// Pulumi made, and again whenever Pulumi has changed that pool:
//
//   poolsmith export -f json -i DRAFT -o . &&
//   jq 'del(.UsernameAttributes, .AliasAttributes, .UsernameConfiguration, .Schema, .MfaConfiguration)' create-user-pool.json >update-user-pool.json &&
//   aws cognito-idp update-user-pool --user-pool-id POOL_ID --cli-input-json file://update-user-pool.json

import * as aws from "@pulumi/aws";

const userPool = new aws.cognito.UserPool("nasty_x_touch_pwned_touch_pwned_json", {
  name:
    "nasty \"${x}\" '$(touch pwned)' \\`touch pwned`\n" +
    "JSON\n",
  emailConfiguration: {
    fromEmailAddress: "no",
    replyToEmailAddress: "@x",
    configurationSet: "007",
  },
  smsConfiguration: {
    snsCallerArn: "arn:aws:iam::123456789012:role/${aws:username}",
    externalId: "1e3",
  },
  verificationMessageTemplate: {
    emailSubject: "%{ for x in y }\t\u2028",
    emailMessage:
      "<p>Hello ${name},</p>\n" +
      "\n" +
      "  <b>{####}</b> costs 5% {\n" +
      "$(touch pwned) %{y}\n",
    emailSubjectByLink: "\u001b]0;title\u0007",
    emailMessageByLink:
      "first\n" +
      "  {##here##} \"quoted\" \\n\n" +
      "last",
    smsMessage:
      "{####}\n" +
      "JSON\n" +
      "EOT\n" +
      "'\"`!",
  },
  adminCreateUserConfig: {
    inviteMessageTemplate: {
      emailSubject: "é",
      emailMessage: "Your username is {username} and temporary password is {####}.",
      smsMessage: "Your username is {username} and temporary password is {####}.",
    },
  },
  tags: {
    "":
      "long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long " +
      "long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long ",
    "\u0001\u0007\u001b[31mred\u001b[0m\u007f\u0085\u009b2J": ">",
    "\ta\nb": "'\"'\"'; touch pwned #",
    "\nJSON\n":
      "a\n" +
      " \n" +
      "b",
    "\nfirst": "n",
    " ": "\u0600key",
    "  first\nsecond": "y",
    "!": "key͏",
    "\"": "k️",
    "\"; touch pwned; \"":
      "a\r\n" +
      "b\r",
    "#": "\ufeffkey",
    "# comment\n# another\n": "$(touch pwned) `touch pwned` ; touch pwned & !! !$ ${IFS}",
    "$": "͏",
    "$(touch pwned) `touch pwned` ; touch pwned & !! !$ ${IFS}":
      "# comment\n" +
      "# another\n",
    "${key}": "c",
    "${x} %{ if y } $${x} %%{y} $$${z} $ { %%":
      "---\n" +
      "a\n" +
      "...\n",
    "%": "key\ufeff",
    "&x": "\u00a0\u200b\ufeff",
    "'": "\u180ekey",
    "'\"'\"'; touch pwned #":
      "\ta\n" +
      "b",
    "'; touch pwned; '": "tab\there",
    "*x": "\u202eright to left\u202c",
    "+1": "007",
    "-":
      "日本語\n" +
      "の文\n",
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
    "=": "\u{10fffd}\ue000",
    ">": "\u0001\u0007\u001b[31mred\u001b[0m\u007f\u0085\u009b2J",
    "? a":
      "a\n" +
      "́b",
    "@x": "שלום עולם",
    False: "1.",
    NULL: "2001-12-14",
    No:
      "blank\n" +
      "\n" +
      "line\n",
    ON:
      "two\n" +
      "lines\n",
    "\\": "\u200dkey",
    "`": "ke\u00ady",
    "a\n\tb":
      "{\n" +
      "JSON\n" +
      "touch pwned\n",
    "a\n \nb":
      "\n" +
      "JSON\n",
    "a\n  EOT  \nb\n":
      "first\n" +
      "  second",
    "a\nEOT\nb":
      "first \n" +
      "second",
    "a\ńb": "? a",
    "a\r\nb\r": "\"; touch pwned; \"",
    "a #b": "مرحبا",
    "a:": "😀 👨\u200d👩\u200d👧 🏳️\u200d🌈",
    "a: b": "é composed late",
    "blank\n\nline\n": "No",
    "é composed late": "a: b",
    "first\n  second":
      "a\n" +
      "  EOT  \n" +
      "b\n",
    "first \nsecond":
      "a\n" +
      "EOT\n" +
      "b",
    for: "for",
    "it's \"quoted\" and \\back\\slashed\\n":
      "<p>Hello,</p>\n" +
      "<p>{####} ${x} %{y}</p>",
    "key͏": "!",
    "key\ufeff": "%",
    "ke\u00ady": "`",
    "k️": "\"",
    "long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long ": "",
    "many\n\n\n": "yes",
    "my key": "b",
    "my-key": "a",
    n:
      "\n" +
      "first",
    null: "2001-12-14t21:59:43.10-05:00",
    off:
      "two\n" +
      "lines",
    "tab\there": "'; touch pwned; '",
    true: ".5",
    "two\nlines": "off",
    "two\nlines\n": "ON",
    y:
      "  first\n" +
      "second",
    yes:
      "many\n" +
      "\n" +
      "\n",
    "{\nJSON\ntouch pwned\n":
      "a\n" +
      "\tb",
    "|": "\u2028 \u2029",
    "~": "\ufeff",
    "\u00a0\u200b\ufeff": "&x",
    "́": "- a",
    "͏": "$",
    "ключ": "d",
    "שלום עולם": "@x",
    "\u0600key": " ",
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
    "\u{10fffd}\ue000": "=",
  },
});

export const userPoolId = userPool.id;
export const userPoolArn = userPool.arn;
