BeforeAll { . $PSScriptRoot/Common.ps1 }

Describe 'Show-ToolDataset' {
    BeforeAll {
        $dataset = Join-Path $TestDrive 'dataset.jsonl'
        $rows = @(Split-OcrDocument -LiteralPath $Sample | New-SyntheticQuery Template)
        $rows | Export-ToolDataset -Path $dataset

        # Does as the page would: opens the printed address, sends requests, and closes the page.
        function Invoke-Page {
            param([string] $Line, [object[]] $Decision = @())

            $null = $Line -match '(http://127\.0\.0\.1:\d+)/\?token=\w+'
            $address = $Matches[1]
            $null = Invoke-WebRequest $Matches[0] -SessionVariable web
            $post = @{ Method = 'Post'; ContentType = 'application/json'; Headers = @{ Origin = $address }; WebSession = $web }
            foreach ($one in $Decision) {
                $null = Invoke-RestMethod "$address/api/decisions" -Body ($one | ConvertTo-Json) @post
            }
            $null = Invoke-RestMethod "$address/api/close" -Body '{}' @post
        }
    }

    It 'gives what was decided, which Import-ToolDataset applies and Measure-ToolDataset counts' {
        $decisions = @(Show-ToolDataset -Path $dataset -NoBrowser -Reviewer ann -PassThru 6>&1 | ForEach-Object {
                if ($_ -is [SynthGen.ReviewDecision]) { $_ }
                else { Invoke-Page "$_" @{ row = 0; decision = 'Rejected'; note = 'no' }, @{ row = 1; decision = 'Accepted' } }
            })
        $decisions | ForEach-Object { "$($_.Id) $($_.Decision) $($_.Reviewer) $($_.Note)" } |
            Should-BeCollection @("$($rows[0].Id) Rejected ann no", "$($rows[1].Id) Accepted ann ")
        ($decisions | Out-String) | Should-MatchString 'Rejected.*ann.*no'

        $review = Join-Path $TestDrive 'dataset.review.jsonl'
        $left = @(Import-ToolDataset -Path $dataset -Review $review -WarningAction Ignore)
        $left.Count | Should-Be ($rows.Count - 1)
        $left[0].Id | Should-Be $rows[1].Id
        (Measure-ToolDataset -Path $dataset -Review $review).Review | Should-HaveType ([SynthGen.ReviewMeasure])
        (Measure-ToolDataset -Path $dataset -Review $review | Out-String) | Should-MatchString 'Review.*1 accepted, 1 rejected, 0 edited'
    }

    It 'says what is wrong: <Id>' -ForEach @(
        @{ Id = 'PathNotFound ObjectNotFound'; Script = { Show-ToolDataset -Path nowhere.jsonl } }
        @{ Id = 'ReviewIsDataset InvalidArgument'; Script = { Show-ToolDataset -Path $dataset -ReviewPath $dataset } }
        @{ Id = 'ReviewNotFound ObjectNotFound'; Script = { Import-ToolDataset -Path $dataset -Review nowhere.jsonl } }
    ) {
        Get-ErrorId $Script | Should-Be $Id
    }
}
