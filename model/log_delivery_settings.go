package model

var logDeliverySettings = []Setting{}
