using Rota.Core.Model;
using Rota.Fabric.Answers;

namespace Rota.Fabric.Wire;

/// <summary>Answers to claims as frames. An earlier version passes over their kinds.</summary>
public static class AnswerFrames
{
    /// <summary>Writes an answer as a frame.</summary>
    public static void Write(FrameWriter frame, ClaimAnswer answer)
    {
        frame.Begin(KindOf(answer)).Int64(answer.Attempt.Value);
        if (answer is ClaimAnswer.Refused { Why: var why })
        {
            frame
                .Byte((byte)why.Code)
                .Int64(why.Asked)
                .Int64(why.Free)
                .Text(why.Holder)
                .Int64((long?)why.RetryAfter?.TotalMicroseconds);
            if (why.Of is not null)
            {
                frame.Text(why.Of);
            }
        }

        frame.End();
    }

    /// <summary>Reads an answer; null where the frame is none.</summary>
    public static ClaimAnswer? Read(FrameKind kind, ref FrameReader reader) =>
        kind switch
        {
            FrameKind.ClaimAccepted => new ClaimAnswer.Accepted { Attempt = new AttemptId(reader.Int64()) },
            FrameKind.ClaimDuplicate => new ClaimAnswer.Duplicate { Attempt = new AttemptId(reader.Int64()) },
            FrameKind.ClaimRefused => new ClaimAnswer.Refused
            {
                Attempt = new AttemptId(reader.Int64()),
                Why = new ClaimRefusal((ClaimRefusalCode)reader.Byte())
                {
                    Asked = reader.Int64OrNull(),
                    Free = reader.Int64OrNull(),
                    Holder = reader.TextOrNull(),
                    RetryAfter = reader.Int64OrNull() is { } micros ? TimeSpan.FromMicroseconds(micros) : null,
                    Of = reader.IsAtEnd ? null : reader.TextOrNull(),
                },
            },
            _ => null,
        };

    private static FrameKind KindOf(ClaimAnswer answer) =>
        answer switch
        {
            ClaimAnswer.Accepted => FrameKind.ClaimAccepted,
            ClaimAnswer.Duplicate => FrameKind.ClaimDuplicate,
            _ => FrameKind.ClaimRefused,
        };
}
