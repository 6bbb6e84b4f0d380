using CsCheck;
using SynthGen.Conversations.Model;
using SynthGen.Models;

namespace SynthGen.Core.Tests.Conversations;

public sealed class ReplyJournalTests : IDisposable
{
    private readonly string _path = Path.Combine(Directory.CreateTempSubdirectory("synthgen-").FullName, "r.journal");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_path)!, recursive: true);

    [Fact]
    public void The_time_of_a_reply_comes_back_to_the_tick() => Gen.Long[0, TimeSpan.TicksPerHour].Array[500].Sample(ticks =>
    {
        File.Delete(_path);
        using (ReplyJournal written = ReplyJournal.Open(_path, TestContext.Current.CancellationToken))
        {
            foreach ((int number, long time) in ticks.Index())
                written.Append((UInt128)number, new JournaledReply(number, "user", new ChatReply("text", ChatFinish.Stop, "stop", "model") { Elapsed = new TimeSpan(time) }));
        }

        using ReplyJournal read = ReplyJournal.Open(_path, TestContext.Current.CancellationToken);
        Assert.Equal(ticks, Enumerable.Range(0, ticks.Length).Select(number => read.Find((UInt128)number)!.Reply.Elapsed!.Value.Ticks));
    }, iter: 20, threads: 1);
}
