BeforeAll { . $PSScriptRoot/Common.ps1 }

Describe 'Get-PageGraph' {
    It 'reads the graph that was saved' {
        $file = Join-Path $TestDrive 'lease-graph.jsonl'
        $graph = Split-OcrDocument -Path $Sample | New-PageGraph -Path $file
        $read = Get-PageGraph $file
        $read.Nodes.Name | Should-BeCollection $graph.Nodes.Name
    }
}
