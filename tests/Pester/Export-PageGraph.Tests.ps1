BeforeAll { . $PSScriptRoot/Common.ps1 }

Describe 'Export-PageGraph' {
    It 'writes GraphML with every node' {
        $file = Join-Path $TestDrive 'lease.graphml'
        $graph = Split-OcrDocument -Path $Sample | New-PageGraph
        $graph | Export-PageGraph -Path $file
        ([xml] (Get-Content -LiteralPath $file -Raw)).graphml.graph.node.Count | Should-Be $graph.Nodes.Count
    }
}
