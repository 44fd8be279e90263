using Rota.Core.Results;

namespace Rota.Core.Tests.Results;

/// <summary>Messages of one cause have one shape, and those of two have two.</summary>
public sealed class MessageShapeTests
{
    [Theory]
    [InlineData("loss is NaN at step 12", "loss is NaN at step #")]
    [InlineData("loss is NaN at step 1,234,567", "loss is NaN at step #")]
    [InlineData("loss -3.5e-04 > +1E9", "loss # > #")]
    [InlineData("step12 of train_7b", "step# of train_#b")]
    [InlineData("2026-11-28T01:02:03.4Z timeout", "#-#-#T#:#:#Z timeout")]
    [InlineData("10.0.0.7:5123 refused", "#:# refused")]
    [InlineData("segfault at 0x7ffe12ab rip", "segfault at # rip")]
    [InlineData("object 9f86d081884c7d65 missing", "object # missing")]
    [InlineData("request 3f2504e0-4f89-11d3-9a0c-0305e82c3301 failed", "request # failed")]
    [InlineData("deadbeef is food", "deadbeef is food")]
    [InlineData("0x", "#x")]
    [InlineData("cannot open /data/run-3/a.npy", "cannot open /…")]
    [InlineData("cannot open ./a b", "cannot open /… b")]
    [InlineData("File src/train/model.py, line 7", "File /…, line #")]
    [InlineData("either/or is no path", "either/or is no path")]
    [InlineData("open(\"/a/b\", 'r')", "open(\"…\", '…')")]
    [InlineData("KeyError: 'seed'", "KeyError: '…'")]
    [InlineData("can't open it; don't", "can't open it; don't")]
    [InlineData("no module named `torch'", "no module named `…'")]
    [InlineData("never closed 'quote", "never closed 'quote")]
    [InlineData("  two  \t blanks ", "two blanks")]
    [InlineData("３ is no ASCII digit", "３ is no ASCII digit")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void What_differs_from_task_to_task_is_folded(string? message, string shape) =>
        Assert.Equal(shape, MessageShape.Of(message));

    [Theory]
    [InlineData("RuntimeError: CUDA out of memory", "RuntimeError: CUDA error")]
    [InlineData("KeyError: 'a'", "NameError: 'a'")]
    [InlineData("exit", "exit 1")]
    public void Other_words_are_another_cause(string one, string other) =>
        Assert.NotEqual(MessageShape.Of(one), MessageShape.Of(other));

    [Fact]
    public void No_digit_is_left_of_any_text_and_its_shape_is_hardly_longer()
    {
        foreach (var text in Hostile())
        {
            var shape = MessageShape.Of(text);
            Assert.False(shape.AsSpan().ContainsAnyInRange('0', '9'), $"{text} -> {shape}");
            Assert.InRange(shape.Length, 0, (text.Length * 3 / 2) + 1);
        }
    }

    [Fact]
    public void A_line_of_ten_megabytes_costs_no_more_than_its_beginning()
    {
        var line = "failed at " + new string('7', 10_000_000);
        Assert.Equal("failed at #", MessageShape.Of(line));
    }

    /// <summary>Random texts of what the rules look at, with lone surrogates as bytes that are no UTF-8 are.</summary>
    private static IEnumerable<string> Hostile()
    {
        const string Alphabet = "0017aef./~-+,x'\"`‘’“”: \t\\e\udce9\u202ezE";
        var random = new Random(7);
        for (var round = 0; round < 20_000; round++)
        {
            yield return string.Concat(Enumerable.Range(0, random.Next(0, 24)).Select(_ => Alphabet[random.Next(Alphabet.Length)]));
        }
    }
}
