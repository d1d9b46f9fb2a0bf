package message

import "time"

// Waited says what the rate limit of the API has cost a run, and what would cost less.
func Waited(d time.Duration) Message {
	d = d.Round(time.Second)
	return Message{
		Summary: say("The run waited %[1]s for the rate limit of the API", "APIのリクエスト数の上限のため、%[1]s 待機しました", d),
		Detail: say("To need fewer requests, write the records of a zone as one set (valuedomain_records), or let Terraform start more operations at the same time:\n\n"+
			"  terraform apply -parallelism=100\n\n"+
			"The API allows about 60 requests a minute for one token. A write takes 3 requests, however many changes are in it.",
			"リクエスト数を減らすには、ゾーンのレコードを1つのセット（valuedomain_records）にまとめるか、Terraform が同時に始める操作を増やしてください。\n\n"+
				"  terraform apply -parallelism=100\n\n"+
				"APIのリクエスト数は、1つのトークンにつき1分間に約60回までです。1回の書き込みには、含まれる変更の数にかかわらず3リクエストが必要です。"),
	}
}
