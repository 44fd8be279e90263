using Rota.Core.Model;
using Rota.Fabric.Answers;
using Rota.Fabric.Wire;

namespace Rota.Fabric.Tests.Wire;

/// <summary>Answers travel whole.</summary>
public sealed class AnswerFramesTests
{
    public static TheoryData<ClaimAnswer> Answers =>
        [
            new ClaimAnswer.Accepted { Attempt = new AttemptId(7) },
            new ClaimAnswer.Duplicate { Attempt = new AttemptId(long.MaxValue) },
            new ClaimAnswer.Refused { Attempt = new AttemptId(8), Why = new ClaimRefusal(ClaimRefusalCode.NotHeld) },
            new ClaimAnswer.Refused
            {
                Attempt = new AttemptId(9),
                Why = new ClaimRefusal(ClaimRefusalCode.Fenced)
                {
                    Asked = 4,
                    Free = 3,
                    Holder = "epoch 12",
                    RetryAfter = TimeSpan.FromMilliseconds(1.5),
                },
            },
            new ClaimAnswer.Refused
            {
                Attempt = new AttemptId(10),
                Why = new ClaimRefusal(ClaimRefusalCode.NoRoom) { Of = "gpu/0", Asked = 1_000, Free = 0, Holder = "attempt 7" },
            },
        ];

    [Theory]
    [MemberData(nameof(Answers))]
    public void An_answer_is_read_as_it_was_written(ClaimAnswer answer)
    {
        var writer = new FrameWriter();
        AnswerFrames.Write(writer, answer);
        var reader = new FrameReader(writer.Written.Span[4..]);
        Assert.Equal(answer, AnswerFrames.Read(reader.Kind(), ref reader));
        Assert.True(reader.IsAtEnd);
    }

    [Fact]
    public void Other_frames_are_no_answers()
    {
        var reader = new FrameReader([(byte)FrameKind.Started, 1, 2, 3]);
        Assert.Null(AnswerFrames.Read(reader.Kind(), ref reader));
    }
}
