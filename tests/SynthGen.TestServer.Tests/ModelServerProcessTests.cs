using System.Text;
using System.Text.Json;
using SynthGen.TestServer.Faults;

namespace SynthGen.TestServer.Tests;

public sealed class ModelServerProcessTests
{
    [Fact]
    public async Task A_server_of_its_own_tells_its_log()
    {
        await using ModelServerProcess server = await ModelServerProcess.StartAsync("--faults", "Unavailable", "--fault-rate", "1", "--faulty-attempts", "1");
        using HttpClient client = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = server.Address };
        for (int i = 0; i < 2; i++)
        {
            using StringContent content = new(Client.Gemini(Client.Turn(Client.Page)).ToJsonString(), Encoding.UTF8, "application/json");
            using HttpResponseMessage response = await client.PostAsync("/v1beta/models/m:generateContent", content);
            Assert.Equal(i == 0 ? 503 : 200, (int)response.StatusCode);
        }

        JsonElement log = await server.ReadLogAsync();
        Assert.Equal(2, log.GetProperty("total").GetInt32());
        Assert.Equal(1, log.GetProperty("statuses").GetProperty("503").GetInt32());
        Assert.Equal("Unavailable", log.GetProperty("requests")[0].GetProperty("fault").GetString());
        Assert.Equal(2, log.GetProperty("pages")[0].GetProperty("attempts").GetInt32());
        await server.ResetAsync();
        Assert.Equal(0, (await server.ReadLogAsync(isWhole: false)).GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task It_says_what_it_does_not_understand()
    {
        InvalidOperationException refused = await Assert.ThrowsAsync<InvalidOperationException>(() => ModelServerProcess.StartAsync("--speed", "9"));
        Assert.Contains("--speed", refused.Message);
        Assert.Throws<FormatException>(() => CommandLineOptions.Parse(["--port"]));
        Assert.IsType<SeededFaultPlan>(CommandLineOptions.Parse(["--faults", "chaos", "--sticky", "on"]).Faults);
    }
}
