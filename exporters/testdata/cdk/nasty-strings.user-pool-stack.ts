// Made by Poolsmith. To make it again: poolsmith export -f cdk -i DRAFT

import * as cdk from "aws-cdk-lib";
import * as cognito from "aws-cdk-lib/aws-cognito";
import { Construct } from "constructs";

export class NastyXTouchPwnedTouchPwnedJsonStack extends cdk.Stack {
  public readonly userPool: cognito.CfnUserPool;

  constructor(scope: Construct, id: string, props: cdk.StackProps = {}) {
    super(scope, id, props);

    this.userPool = new cognito.CfnUserPool(this, "UserPool", {
      userPoolName:
        "nasty \"${x}\" '$(touch pwned)' \\`touch pwned`\n" +
        "JSON\n",
      emailConfiguration: {
        from: "no",
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
      emailVerificationMessage:
        "\u001b[2J another {####}\n" +
        "# } resource {",
      adminCreateUserConfig: {
        inviteMessageTemplate: {
          emailSubject: "é",
          emailMessage:
            "a\r\n" +
            "b",
        },
      },
      issuerConfiguration: {
        type:
          "UPDATED\n" +
          "}\n" +
          "resource \"x\" \"y\" {\u202e",
      },
      userPoolTags: {
        "":
          "long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long " +
          "long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long ",
        "\u0001\u0007\u001b[31mred\u001b[0m\u007f\u0085\u009b2J": "-",
        "\ta\nb": "@x",
        "\nJSON\n": "1.",
        "\nfirst": "${x} %{ if y } $${x} %%{y} $$${z} $ { %%",
        " ": "\u{10fffd}\ue000",
        "  first\nsecond": "it's \"quoted\" and \\back\\slashed\\n",
        "!": "é composed late",
        "\"":
          "日本語\n" +
          "の文\n",
        "\"; touch pwned; \"":
          "two\n" +
          "lines\n",
        "#": "שלום עולם",
        "# comment\n# another\n": "a: b",
        "$": "😀 👨\u200d👩\u200d👧 🏳️\u200d🌈",
        "$(touch pwned) `touch pwned` ; touch pwned & !! !$ ${IFS}":
          "many\n" +
          "\n" +
          "\n",
        "${key}": "c",
        "${x} %{ if y } $${x} %%{y} $$${z} $ { %%":
          "\n" +
          "first",
        "%": "مرحبا",
        "&x":
          "a\n" +
          " \n" +
          "b",
        "'": "�",
        "'\"'\"'; touch pwned #":
          "two\n" +
          "lines",
        "'; touch pwned; '":
          "blank\n" +
          "\n" +
          "line\n",
        "*x":
          "a\n" +
          "\tb",
        "+1": "No",
        "-": "\u0001\u0007\u001b[31mred\u001b[0m\u007f\u0085\u009b2J",
        "- a":
          "<p>Hello,</p>\n" +
          "<p>{####} ${x} %{y}</p>",
        "---\na\n...\n": "? a",
        "-.inf": ".nan",
        "-0": "yes",
        ".5":
          "{\n" +
          "JSON\n" +
          "touch pwned\n",
        ".nan": "-.inf",
        "007": "null",
        "0b1": "true",
        "0o17": "off",
        "0x1F": "False",
        "1.":
          "\n" +
          "JSON\n",
        "190:20:30.15": "y",
        "1:30": "n",
        "1_000": "ON",
        "1e3": "NULL",
        "2001-12-14":
          "a\n" +
          "  EOT  \n" +
          "b\n",
        "2001-12-14t21:59:43.10-05:00":
          "a\n" +
          "EOT\n" +
          "b",
        "<<": "\u2028 \u2029",
        "<p>Hello,</p>\n<p>{####} ${x} %{y}</p>": "- a",
        "=": "\u00a0\u200b\ufeff",
        ">":
          "first\n" +
          "  second",
        "? a":
          "---\n" +
          "a\n" +
          "...\n",
        "@x":
          "\ta\n" +
          "b",
        False: "0x1F",
        NULL: "1e3",
        No: "+1",
        ON: "1_000",
        "\\": "́",
        "`":
          "a\n" +
          "́b",
        "a\n\tb": "*x",
        "a\n \nb": "&x",
        "a\n  EOT  \nb\n": "2001-12-14",
        "a\nEOT\nb": "2001-12-14t21:59:43.10-05:00",
        "a\ńb": "`",
        "a\r\nb\r": "a #b",
        "a #b":
          "a\r\n" +
          "b\r",
        "a:": "tab\there",
        "a: b":
          "# comment\n" +
          "# another\n",
        "blank\n\nline\n": "'; touch pwned; '",
        "é composed late": "!",
        "first\n  second": ">",
        "first \nsecond": "|",
        for: "for",
        "it's \"quoted\" and \\back\\slashed\\n":
          "  first\n" +
          "second",
        "long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long ": "",
        "many\n\n\n": "$(touch pwned) `touch pwned` ; touch pwned & !! !$ ${IFS}",
        "my key": "b",
        "my-key": "a",
        n: "1:30",
        null: "007",
        off: "0o17",
        "tab\there": "a:",
        true: "0b1",
        "two\nlines": "'\"'\"'; touch pwned #",
        "two\nlines\n": "\"; touch pwned; \"",
        y: "190:20:30.15",
        yes: "-0",
        "{\nJSON\ntouch pwned\n": ".5",
        "|":
          "first \n" +
          "second",
        "~": "\u202eright to left\u202c",
        "\u00a0\u200b\ufeff": "=",
        "́": "\\",
        "ключ": "d",
        "שלום עולם": "#",
        "مرحبا": "%",
        "\u2028 \u2029": "<<",
        "\u202eright to left\u202c": "~",
        "日本語\nの文\n": "\"",
        "�": "'",
        "😀 👨\u200d👩\u200d👧 🏳️\u200d🌈": "$",
        "\u{10fffd}\ue000": " ",
      },
    });

    new cdk.CfnOutput(this, "UserPoolId", { value: this.userPool.ref });
    new cdk.CfnOutput(this, "UserPoolArn", { value: this.userPool.attrArn });
  }
}
