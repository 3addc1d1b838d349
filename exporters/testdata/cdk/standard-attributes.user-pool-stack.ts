// Made by Poolsmith. To make it again: poolsmith export -f cdk -i DRAFT

import * as cdk from "aws-cdk-lib";
import * as cognito from "aws-cdk-lib/aws-cognito";
import { Construct } from "constructs";

export class AttributesStack extends cdk.Stack {
  public readonly userPool: cognito.CfnUserPool;

  constructor(scope: Construct, id: string, props: cdk.StackProps = {}) {
    super(scope, id, props);

    this.userPool = new cognito.CfnUserPool(this, "UserPool", {
      userPoolName: "attributes",
      autoVerifiedAttributes: [],
      schema: [
        {
          name: "email",
          required: true,
        },
        {
          name: "updated_at",
          numberAttributeConstraints: {
            minValue: "0",
          },
        },
        {
          name: "level",
          attributeDataType: "Number",
          mutable: false,
        },
      ],
    });

    new cdk.CfnOutput(this, "UserPoolId", { value: this.userPool.ref });
    new cdk.CfnOutput(this, "UserPoolArn", { value: this.userPool.attrArn });
  }
}
