using System.Text;
using Rota.Core.Results;

namespace Rota.Core.Tests.Results;

public class ProgressLinesTests
{
    [Theory]
    [InlineData("progress=0.1\nprogress=0.2\n", "progress=0.2")]
    [InlineData("loss=2\nprogress=0.1\nprogress=0.2", "loss=2\nprogress=0.2")]
    [InlineData("loading\nprogress=0.1 loss=3\n\nloss=2\ndone\n", "progress=0.1 loss=3\nloss=2\ndone")]
    [InlineData("loading\nstill loading\n", "still loading")]
    [InlineData(" \n\n", null)]
    [InlineData("", null)]
    public void Kept_are_the_last_line_and_the_last_value_of_each_name(string text, string? kept) =>
        Assert.Equal(kept, ProgressLines.Kept(Encoding.UTF8.GetBytes(text), isCut: false));

    [Fact]
    public void What_is_kept_of_what_is_kept_is_the_same()
    {
        var kept = ProgressLines.Kept("a=1 b=2\nb=3\nhello\n"u8, isCut: false);
        Assert.Equal(kept, ProgressLines.Kept(Encoding.UTF8.GetBytes(kept!), isCut: false));
    }

    [Theory]
    [InlineData("ss=9 epoch=1\nloss=2\n", "loss=2")]
    [InlineData("ss=9 loss=2", "loss=2")]
    public void A_line_whose_beginning_was_not_read_gives_no_number(string end, string kept) =>
        Assert.Equal(kept, ProgressLines.Kept(Encoding.UTF8.GetBytes(end), isCut: true));

    [Theory]
    [InlineData("progress=0.4 loss=1.3e-2", "loss=0.013 progress=0.4")]
    [InlineData("loss=3\nloss=nan", "")]
    [InlineData("step 4/10 loss: 3 =7 x= name=resnet", "")]
    public void Numbers_have_names_and_the_last_value_counts(string kept, string numbers) =>
        Assert.Equal(
            numbers,
            string.Join(' ', ProgressLines.Numbers(kept).Select(one => FormattableString.Invariant($"{one.Key}={one.Value}")))
        );

    [Fact]
    public void Lists_show_the_last_line() => Assert.Equal("epoch 2", ProgressLines.Last("loss=1\nepoch 2"));
}
