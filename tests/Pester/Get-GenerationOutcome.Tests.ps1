BeforeAll { . $PSScriptRoot/Common.ps1 }

Describe 'Get-GenerationOutcome' {
    BeforeAll {
        $journal = Join-Path $TestDrive 'run.jsonl'
        Set-Content -LiteralPath $journal -Value @(
            '{"key":"00000000000000000000000000000001","status":"Failed","page":1,"source":"lease.txt","attempts":6,"input_tokens":0,"output_tokens":0,"reason":"The server gave no reply: busy (status 500)","rows":[]}'
            '{"key":"00000000000000000000000000000002","status":"Empty","page":2,"source":"lease.txt","attempts":1,"model":"probe-1","input_tokens":900,"output_tokens":10,"reason":"The model found nothing worth asking.","rows":[]}'
            '{"key":"00000000000000000000000000000003","status":"Failed","page":3,"source":"lease.txt","attempts":2,"model":"probe-1","input_tokens":2000,"output_tokens":80,"reason":"2 dropped: no evidence.","dropped":{"no evidence.":2},"raw_reply":"{\"queries\":[]}","rows":[]}'
            '{"key":"00000000000000000000000000000001","status":"Generated","page":1,"source":"lease.txt","attempts":1,"model":"probe-1","input_tokens":1000,"output_tokens":100,"rows":[{"query":"Who owes rent?","tools":[{"name":"vector_search","arguments":{"query":"owes rent"}}],"page":1,"id":"0123456789abcdef"}]}'
        )
        $prices = Join-Path $TestDrive 'prices.json'
        Set-Content -LiteralPath $prices -Value '{"probe": {"input": 1.00, "output": 10.00}}'
    }

    It 'gives the latest outcome of each page' {
        $outcomes = Get-GenerationOutcome -JournalPath $journal
        "$($outcomes.Page)" | Should-Be '2 3 1'
        "$($outcomes.Status)" | Should-Be 'Empty Failed Generated'
        $outcomes[2].Rows[0].Query | Should-Be 'Who owes rent?'
    }

    It 'chooses by status and shows what the model said' {
        (Get-GenerationOutcome $journal -Status Failed).RawReply | Should-Be '{"queries":[]}'
    }

    It 'counts pages, rows, reasons, tokens and cost' {
        $summary = Get-GenerationOutcome $journal -Summary -PricePath $prices
        "$($summary.Pages) $($summary.Generated) $($summary.Empty) $($summary.Failed) $($summary.Pending)" | Should-Be '3 1 1 1 0'
        $summary.InputTokens | Should-Be 3900
        $summary.Cost | Should-Be 0.0058
        $summary.DroppedRows[0].Count | Should-Be 2
        ($summary.Reasons | ForEach-Object Count | Measure-Object -Sum).Sum | Should-Be 2
    }

    It 'knows no cost without a price' {
        (Get-GenerationOutcome $journal -Summary).Cost | Should-BeNull
    }

    It 'takes files from the pipeline and says what is missing' {
        @(Get-Item -LiteralPath $journal | Get-GenerationOutcome).Count | Should-Be 3
        Get-GenerationOutcome (Join-Path $TestDrive 'none.jsonl') -ErrorVariable problem -ErrorAction SilentlyContinue | Should-BeNull
        $problem[0].FullyQualifiedErrorId | Should-BeLikeString 'PathNotFound*'
    }
}
