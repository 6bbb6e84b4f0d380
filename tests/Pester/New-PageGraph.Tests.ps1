BeforeAll { . $PSScriptRoot/Common.ps1 }

Describe 'New-PageGraph' {
    It 'names what pages bind, and where' {
        $graph = Split-OcrDocument -Path $Sample | New-PageGraph
        $graph.Nodes.Count | Should-BeGreaterThan 5
        $graph.Edges[0].Weight | Should-BeGreaterThan 0
    }

    It 'says what is wrong without pages' {
        Get-ErrorId { @() | New-PageGraph } | Should-Be 'NoPages InvalidData'
    }
}
