using System.Net;
using System.Net.Sockets;
using System.Text;
using SynthGen.Adapters.Chat;
using SynthGen.Models;

namespace SynthGen.Adapters.Tests.Chat;

/// <summary>A server that takes a request, sends these bytes and closes the connection, whatever their headers promise.</summary>
internal sealed class CutServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public CutServer(string response)
    {
        _listener.Start();
        _ = ServeAsync(response);
    }

    public async Task<ChatException> FaultAsync(ChatService service)
    {
        using IChatModel model = new ChatModelFactory().Create(
            new ChatModelSettings(service, "m", new Uri($"http://{_listener.LocalEndpoint}/v1"), () => Ask.Key, TimeSpan.FromSeconds(60)));
        ChatException fault = await Assert.ThrowsAsync<ChatException>(() => model.CompleteAsync(Ask.Request, CancellationToken.None));
        Assert.DoesNotContain(Ask.Key, fault.ToString());
        return fault;
    }

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync(string response)
    {
        try
        {
            while (true)
            {
                using Socket socket = await _listener.AcceptSocketAsync();
                await ReadRequestAsync(socket);
                await socket.SendAsync(Encoding.UTF8.GetBytes(response));
                socket.Shutdown(SocketShutdown.Send);

                // The rest of the request is read first: closing earlier would reset the connection before the client has read all.
                while (await socket.ReceiveAsync(new byte[1024]) > 0)
                {
                }
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or OperationCanceledException)
        {
        }
    }

    private static async Task ReadRequestAsync(Socket socket)
    {
        byte[] buffer = new byte[64 << 10];
        int read = 0;
        while (true)
        {
            int now = await socket.ReceiveAsync(buffer.AsMemory(read));
            read += now;
            string text = Encoding.UTF8.GetString(buffer, 0, read);
            int end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (now == 0 || (end >= 0 && text[(end + 4)..].TrimEnd().EndsWith('}')))
                return;
        }
    }
}
