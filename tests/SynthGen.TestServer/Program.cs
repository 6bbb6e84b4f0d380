using System.Runtime.InteropServices;
using SynthGen.TestServer;

ModelServerOptions options;
try
{
    options = CommandLineOptions.Parse(args);
}
catch (Exception e) when (e is FormatException or ArgumentException or OverflowException)
{
    Console.Error.WriteLine(e.Message);
    Console.Error.WriteLine(CommandLineOptions.Usage);
    return 2;
}

TaskCompletionSource ended = new();
using PosixSignalRegistration interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
using PosixSignalRegistration terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
await using ModelServer server = await ModelServer.StartAsync(options);
Console.WriteLine(server.Address);
await ended.Task;
return 0;

void End(PosixSignalContext context)
{
    context.Cancel = true;
    ended.TrySetResult();
}
