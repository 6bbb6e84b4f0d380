using System.Management.Automation;
using System.Security.Cryptography;

namespace Microsoft.PowerShell.Commands;

/// <summary>A file's hash.</summary>
public sealed class FileHashInfo
{
    /// <summary>The algorithm.</summary>
    public string Algorithm { get; set; } = "";

    /// <summary>The hash in hexadecimal.</summary>
    public string Hash { get; set; } = "";

    /// <summary>The file's path; empty for a stream.</summary>
    public string Path { get; set; } = "";
}

/// <summary>Hashes files.</summary>
[Cmdlet(VerbsCommon.Get, "FileHash", DefaultParameterSetName = "Path")]
[OutputType(typeof(FileHashInfo))]
public sealed class GetFileHashCommand : PSCmdlet
{
    private string _algorithm = "SHA256";

    /// <summary>The files' paths; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Path", Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public string[] Path { get; set; } = [];

    /// <summary>The files' paths, taken as they stand.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "LiteralPath", Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>A stream to hash.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "StreamParameterSet", Position = 0)]
    public Stream? InputStream { get; set; }

    /// <summary>The algorithm.</summary>
    [Parameter(Position = 1)]
    [ValidateSet("SHA1", "SHA256", "SHA384", "SHA512", "MD5")]
    public string Algorithm
    {
        get => _algorithm;
        set => _algorithm = value.ToUpperInvariant();
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string path in Path)
        {
            try
            {
                foreach (string file in SessionState.Path.GetResolvedProviderPathFromPSPath(path, out _))
                    HashFile(file);
            }
            catch (ItemNotFoundException error)
            {
                WriteError(new ErrorRecord(error, "FileNotFound", ErrorCategory.ObjectNotFound, path));
            }
        }

        foreach (string path in LiteralPath)
            HashFile(SessionState.Path.GetUnresolvedProviderPathFromPSPath(path));
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (InputStream is not null)
            WriteObject(new FileHashInfo { Algorithm = Algorithm, Hash = Hash(InputStream) });
    }

    private void HashFile(string file)
    {
        try
        {
            using FileStream stream = File.OpenRead(file);
            WriteObject(new FileHashInfo { Algorithm = Algorithm, Hash = Hash(stream), Path = file });
        }
        catch (FileNotFoundException error)
        {
            WriteError(new ErrorRecord(error, "FileNotFound", ErrorCategory.ObjectNotFound, file));
        }
        catch (UnauthorizedAccessException error)
        {
            WriteError(new ErrorRecord(error, "UnauthorizedAccessError", ErrorCategory.InvalidData, file));
        }
        catch (IOException error)
        {
            WriteError(new ErrorRecord(error, "FileReadError", ErrorCategory.ReadError, file));
        }
    }

    private string Hash(Stream stream) => Convert.ToHexString(CryptographicOperations.HashData(new HashAlgorithmName(Algorithm), stream));
}
