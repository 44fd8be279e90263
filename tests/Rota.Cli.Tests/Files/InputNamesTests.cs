using Rota.App.Files;
using Rota.Cell;
using Rota.Linux.Files;

namespace Rota.Cli.Tests.Files;

public sealed class InputNamesTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("rota-inputs-").FullName;

    public InputNamesTests()
    {
        foreach (var name in (string[])["a.csv", "b.csv", "c.txt", "data/1.csv", "data/2.csv", "data/deep/3.csv", "data/.hidden"])
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(root, name))!);
            File.WriteAllText(Path.Combine(root, name), name);
        }

        Directory.CreateDirectory(Path.Combine(root, "empty"));
        File.CreateSymbolicLink(Path.Combine(root, "near"), "a.csv");
        Directory.CreateSymbolicLink(Path.Combine(root, "etc"), "/etc");
        File.CreateSymbolicLink(Path.Combine(root, "out"), "/etc/passwd");
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Theory]
    [InlineData("a.csv", "a.csv")]
    [InlineData("near", "near")]
    [InlineData("data/deep/3.csv", "data/deep/3.csv")]
    [InlineData("*.csv", "a.csv b.csv")]
    [InlineData("?.txt", "c.txt")]
    [InlineData("data", "data/.hidden data/1.csv data/2.csv data/deep/3.csv")]
    [InlineData("data/", "data/.hidden data/1.csv data/2.csv data/deep/3.csv")]
    [InlineData("data/*.csv", "data/1.csv data/2.csv")]
    [InlineData("*/*.csv", "data/1.csv data/2.csv")]
    [InlineData("data/*/*", "data/deep/3.csv")]
    [InlineData("empty", "")]
    public void A_name_leads_to_files(string name, string files) =>
        Assert.Equal(files.Split(' ', StringSplitOptions.RemoveEmptyEntries), Found(name));

    [Fact]
    public void A_file_that_two_names_lead_to_is_there_once() => Assert.Equal(["a.csv", "b.csv"], Found("*.csv", "a.csv", "b.csv"));

    [Theory]
    [InlineData("nothing", "input nothing is not in")]
    [InlineData("*.zip", "fits input *.zip")]
    [InlineData("a.csv/*", "input a.csv is no directory")]
    [InlineData("../x", "leads out of the directory")]
    [InlineData("data/../../x", "leads out of the directory")]
    [InlineData("/etc/passwd", "begins at the root")]
    [InlineData("", "it is empty")]
    public void What_leads_nowhere_is_told(string name, string sentence)
    {
        var error = Assert.Throws<CellException>(() => Found(name));
        Assert.Equal(CellFault.NoFile, error.Fault);
        Assert.Contains(sentence, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("etc/passwd")]
    [InlineData("etc/*")]
    [InlineData("etc")]
    [InlineData("out")]
    public void What_leads_out_by_a_link_is_not_looked_at(string name) => Assert.ThrowsAny<IOException>(() => Found(name));

    private IReadOnlyList<string> Found(params string[] names)
    {
        using var directory = Beneath.Open(root);
        return InputNames.Files(directory, root, names);
    }
}
