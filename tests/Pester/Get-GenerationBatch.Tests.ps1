BeforeAll { . $PSScriptRoot/Common.ps1 }

Describe 'Get-GenerationBatch' {
    BeforeAll {
        $journal = Join-Path $TestDrive 'run.jsonl'
        Set-Content -LiteralPath "$journal.batches" -Value @(
            '{"job":"synthgen-1","service":"OpenAI http://127.0.0.1:9/v1","model":"probe","time":"2026-11-26T10:00:00+00:00","keys":["00000000000000000000000000000001","00000000000000000000000000000002"]}'
            '{"created":"synthgen-1","id":"batch_1"}'
            '{"key":"00000000000000000000000000000001","status":200,"body":{}}'
            '{"ended":"synthgen-1","status":"Expired","reason":"1 of 2 requests have no reply."}'
            '{"job":"synthgen-2","service":"Gemini https://example.com/","model":"other","time":"2026-11-26T10:00:00+00:00","keys":["00000000000000000000000000000002"]}'
        )
        $service = @{ Backend = 'OpenAI'; JournalPath = $journal; Endpoint = 'http://127.0.0.1:9/v1'; NoKey = $true }
    }

    It 'shows jobs that are over without asking the service, and those of the service alone' {
        $job = Get-GenerationBatch @service
        "$($job.Name) $($job.Id) $($job.Status) $($job.Requests) $($job.IsTaken)" | Should-Be 'synthgen-1 batch_1 Expired 2 True'
        $job.Reason | Should-Be '1 of 2 requests have no reply.'
        ($job | Format-Table | Out-String) | Should-MatchString 'synthgen-1\s+Expired\s+2'
    }

    It 'says that there is no journal of jobs' {
        { Get-GenerationBatch OpenAI (Join-Path $TestDrive 'none.jsonl') -Endpoint 'http://127.0.0.1:9/v1' -NoKey } | Should-Throw -FullyQualifiedErrorId 'NoBatches*'
    }

    It 'survives serialization' {
        $copy = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize((Get-GenerationBatch @service)))
        "$($copy.Name) $($copy.Status) $($copy.Requests)" | Should-Be 'synthgen-1 Expired 2'
    }
}
