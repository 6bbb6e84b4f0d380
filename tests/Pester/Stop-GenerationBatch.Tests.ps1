BeforeAll { . $PSScriptRoot/Common.ps1 }

Describe 'Stop-GenerationBatch' {
    BeforeAll {
        $journal = Join-Path $TestDrive 'run.jsonl'
        Set-Content -LiteralPath "$journal.batches" -Value @(
            '{"job":"synthgen-1","service":"OpenAI http://127.0.0.1:9/v1","model":"probe","time":"2026-11-26T10:00:00+00:00","keys":["00000000000000000000000000000001"]}'
            '{"created":"synthgen-1","id":"batch_1"}'
            '{"ended":"synthgen-1","status":"Completed"}'
        )
        $service = @{ Backend = 'OpenAI'; JournalPath = $journal; Endpoint = 'http://127.0.0.1:9/v1'; NoKey = $true }
    }

    It 'leaves jobs that are over alone' {
        Stop-GenerationBatch @service | Should-BeNull
        Get-GenerationBatch @service | Stop-GenerationBatch @service -ErrorVariable problem
        $problem | Should-BeNull
    }

    It 'names a job that is not there' {
        Stop-GenerationBatch @service -Name nothing -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem[0].FullyQualifiedErrorId | Should-BeLikeString 'BatchNotFound*'
    }
}
