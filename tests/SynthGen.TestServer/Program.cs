using System.Runtime.InteropServices;
using SynthGen.TestServer;

// A server must not outlive the test that started it, however the test ends.
bool endsWithInput = args is ["--until-input-ends", ..];
ModelServerOptions options;
try
{
    options = CommandLineOptions.Parse(endsWithInput ? args[1..] : args);
}
catch (Exception e) when (e is FormatException or ArgumentException or OverflowException)
{
    Console.Error.WriteLine(e.Message);
    Console.Error.WriteLine(CommandLineOptions.Usage);
    return 2;
}

TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
using PosixSignalRegistration interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
using PosixSignalRegistration terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
await using ModelServer server = await ModelServer.StartAsync(options);
Console.WriteLine(server.Address);
if (endsWithInput)
    _ = Task.Run(Console.In.ReadToEnd).ContinueWith(_ => ended.TrySetResult(), TaskScheduler.Default);
await ended.Task;
return 0;

void End(PosixSignalContext context)
{
    context.Cancel = true;
    ended.TrySetResult();
}
