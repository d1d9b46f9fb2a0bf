package message

import (
	"errors"

	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/coordination/postgres"
	"github.com/terraform-valuedomain/terraform-provider-valuedomain/internal/rules"
)

// shared reports that what processes share can't be used.
func shared(e *coordination.Error) Message {
	var f *postgres.Failure
	if !errors.As(e.Err, &f) {
		return cache(e)
	}
	reason, advice := failureWords(f.Reason)
	return Message{
		Summary: say("The database of `coordination` can't be used, so nothing was written", "`coordination` のデータベースを使用できないため、書き込みませんでした"),
		Detail: say("%[3]s\n\nThe machines that work on these zones use this database to keep out of each other's way. Without it, the provider reads and writes nothing. The error of %[1]s:\n\n  %[2]v",
			"%[5]s\n\n同じゾーンを扱うマシンどうしは、このデータベースを通じて互いの干渉を避けています。使用できない間は、読み取りも書き込みも行いません。原因: %[4]s。\n\n  %[1]s\n  %[2]v",
			e.Where, f, advice.EN, reason, advice.JA),
	}
}

// cache reports that the cache directory can't be used.
func cache(e *coordination.Error) Message {
	return Message{
		Summary: say("The cache directory can't be used, so nothing was written", "キャッシュディレクトリを使用できないため、書き込みませんでした"),
		Detail: say("Choose another directory, in the provider block or in the environment:\n\n  cache_dir = \"/path/to/a/directory\"\n  export VALUEDOMAIN_CACHE_DIR=/path/to/a/directory\n\n"+
			"Runs on one machine use small files there to keep out of each other's way. Only your user may have access to the directory. %[1]s is not usable:\n\n  %[2]v",
			"別のディレクトリを provider ブロックか環境変数で指定してください。\n\n  cache_dir = \"/path/to/a/directory\"\n  export VALUEDOMAIN_CACHE_DIR=/path/to/a/directory\n\n"+
				"同じマシンでの複数の実行が互いに干渉しないように、このディレクトリに小さなファイルを作ります。このユーザーだけが読み書きできるディレクトリが必要です。%[1]s は使用できません。\n\n  %[2]v",
			e.Where, e.Err),
	}
}

// failureWords returns a reason in Japanese, and what to do about it.
func failureWords(r postgres.Reason) (reason string, advice rules.Text) {
	switch r {
	case postgres.Away:
		return "サーバーに接続できません", say("Check that the server is running and that this machine can reach it, then run again.",
			"サーバーが動いていて、このマシンから接続できることを確認してから、やり直してください。")
	case postgres.Slow:
		return "サーバーが時間内に応答しません", say("Check the load of the server and the network, then run again.",
			"サーバーの負荷とネットワークを確認してから、やり直してください。")
	case postgres.Refused:
		return "ユーザー名またはパスワードが受け付けられません", say("Check the user and the password of the connection string, and that the server lets this user in from here (pg_hba.conf).",
			"接続文字列のユーザー名とパスワード、およびサーバーがここからの接続を許可していること（pg_hba.conf）を確認してください。")
	case postgres.NoDatabase:
		return "サーバーにそのデータベースがありません", say("Create the database, or name another one in the connection string.",
			"データベースを作成するか、接続文字列で別のデータベースを指定してください。")
	case postgres.Denied:
		return "ユーザーにテーブルを作成・使用する権限がありません", say("Create the schema for this user:\n\n  CREATE SCHEMA valuedomain AUTHORIZATION the_user;\n\nTo use another schema, add the parameter `schema` to the connection string.",
			"このユーザー用のスキーマを作成してください。\n\n  CREATE SCHEMA valuedomain AUTHORIZATION the_user;\n\n別のスキーマは接続文字列の `schema` パラメーターで指定できます。")
	case postgres.ReadOnly:
		return "データベースが読み取り専用です", say("Connect to the primary server. If the connection string has several hosts, add the parameter that selects it:\n\n  target_session_attrs=read-write",
			"プライマリサーバーに接続してください。接続文字列に複数のホストを書く場合は、次のパラメーターで書き込めるサーバーが選ばれます。\n\n  target_session_attrs=read-write")
	case postgres.Full:
		return "サーバーのディスクがいっぱいです", say("Free disk space on the server, then run again.", "サーバーに空き容量を作ってから、やり直してください。")
	case postgres.Crowded:
		return "サーバーの接続数が上限に達しています", say("Raise `max_connections` of the server, or run fewer at the same time. A run opens up to ten connections.",
			"サーバーの `max_connections` を増やすか、同時に実行する数を減らしてください。1回の実行で最大10本の接続を使います。")
	case postgres.WrongClock:
		return "このマシンの時計がサーバーの時計とずれています", say("Synchronize both clocks with NTP, then run again.", "両方の時計をNTPで合わせてから、やり直してください。")
	case postgres.LockLost:
		return "ドメインのロックが失われました", say("Run again. If it happens each time, connect to the server directly: locks get lost in a pooler that shares sessions.",
			"やり直してください。毎回起きる場合は、サーバーに直接接続してください。セッションを共有するプーラーを経由すると、ロックが失われます。")
	default:
		return "サーバーがエラーを返しました", say("Ask the administrator of the database.", "データベースの管理者に確認してください。")
	}
}

// Connection reports a connection string that can't be used, of which it
// says nothing.
func Connection(err error) Message {
	what := say("It can't be read. In a password, write @ as %%40, / as %%2F and %% as %%25.",
		"読み取れません。パスワードに含まれる @、/、%% などの文字は %%40、%%2F、%%25 のように書いてください。")
	var wrong *postgres.ConfigError
	if errors.As(err, &wrong) {
		switch wrong.Problem {
		case postgres.NotAURL:
			what = say("It does not begin with postgres://.", "postgres:// で始まっていません。")
		case postgres.NoHost:
			what = say("It has no host.", "ホストが書かれていません。")
		case postgres.BadSchema:
			what = say("The name of a schema has 1 to 63 bytes and does not begin with pg_.", "スキーマ名は1〜63バイトで、pg_ で始まらないものにしてください。")
		default:
		}
	}
	return Message{
		Summary: say("Invalid value for %s", "%s の値が正しくありません", "coordination"),
		Detail: say("Write the URL of a PostgreSQL database, here or in %[1]s:\n\n  postgres://user:password@host:5432/database\n\n%[2]s",
			"PostgreSQL データベースのURLを、この設定か %[1]s に書いてください。\n\n  postgres://user:password@host:5432/database\n\n%[3]s",
			"VALUEDOMAIN_COORDINATION", what.EN, what.JA),
	}
}
