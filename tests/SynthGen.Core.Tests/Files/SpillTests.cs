using CsCheck;
using SynthGen.Files.Spill;

namespace SynthGen.Core.Tests.Files;

public sealed class SpillTests
{
    // Few different numbers, so that most come more than once; 0 is one of them.
    private static readonly Gen<ulong[]> Numbers = Gen.OneOf(Gen.ULong[0, 50], Gen.ULong).Array[0, 300];

    [Fact]
    public void Numbers_come_back_in_order_and_once_whatever_the_limit() =>
        Gen.Select(Numbers, Numbers, Gen.Int[1, 400]).Sample(
            (first, second, most) =>
            {
                using SpilledNumbers numbers = new(most, Path.GetTempPath());
                foreach (ulong number in first)
                    numbers.Add(number);
                Assert.Equal(first.Distinct().Order(), numbers.Ascending());
                foreach (ulong number in second)
                    numbers.Add(number);
                Assert.Equal(first.Concat(second).Distinct().Order(), numbers.Ascending());
                numbers.Clear();
                Assert.Empty(numbers.Ascending());
            },
            iter: 100, threads: 1);

    [Fact]
    public void Hashes_are_counted_once_whatever_the_limit() =>
        Gen.Select(Numbers, Numbers, Gen.Int[1, 400]).Sample(
            (first, second, most) =>
            {
                using SpilledHashes hashes = new(most);
                foreach (ulong number in first)
                    hashes.Add(number);
                Assert.Equal(first.Distinct().Count(), hashes.Count);
                foreach (ulong number in second)
                    hashes.Add(number);
                Assert.Equal(first.Concat(second).Distinct().Order(), hashes.Ascending());
                Assert.Equal(first.Concat(second).Distinct().Count(), hashes.Count);
            },
            iter: 100, threads: 1);

    [Theory]
    [InlineData(0)]
    [InlineData(20_000)]
    [InlineData(1_000_000)]
    public void A_list_is_read_in_both_directions(long most)
    {
        using SpilledList list = new(most);
        for (uint i = 0; i < 100_000; i++)
            list.Add(7 * i);
        Assert.Equal(100_000, list.Count);
        for (long i = 0; i < list.Count; i++)
            Assert.Equal(7 * (uint)i, list[i]);
        for (long i = list.Count - 1; i >= 0; i--)
            Assert.Equal(7 * (uint)i, list[i]);
    }

    [Fact]
    public void A_file_has_no_name_that_could_be_left_behind()
    {
        string folder = Directory.CreateTempSubdirectory("synthgen-test-").FullName;
        using (SpillFile file = new(folder))
        {
            file.Append<byte>(new byte[600_000]);
            file.Append<byte>([1, 2, 3]);
            if (!OperatingSystem.IsWindows())
                Assert.Empty(Directory.GetFiles(folder));
            byte[] end = new byte[8];
            Assert.Equal(3, file.Read(end, 600_000));
            Assert.Equal([1, 2, 3], end[..3]);
            Assert.Equal(8, file.Read(end, 599_990));
        }

        Assert.Empty(Directory.GetFiles(folder));
        Directory.Delete(folder);
    }
}
