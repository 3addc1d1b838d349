// Made by Poolsmith. To make it again: poolsmith export -f pulumi -i DRAFT

import * as aws from "@pulumi/aws";

const userPool = new aws.cognito.UserPool("attributes", {
  name: "attributes",
  autoVerifiedAttributes: [],
  schemas: [
    {
      name: "email",
      attributeDataType: "String",
      mutable: true,
      required: true,
      stringAttributeConstraints: {
        minLength: "0",
        maxLength: "2048",
      },
    },
    {
      name: "updated_at",
      attributeDataType: "Number",
      mutable: true,
      numberAttributeConstraints: {
        minValue: "0",
      },
    },
    {
      name: "level",
      attributeDataType: "Number",
      mutable: false,
      numberAttributeConstraints: {},
    },
  ],
});

export const userPoolId = userPool.id;
export const userPoolArn = userPool.arn;
