using Rota.Fabric.Wire;
using Rota.Node.Keeper.Ending;
using Rota.Node.Keeper.Files;
using Rota.Node.Keeper.Leases;
using Rota.Node.Keeper.Lines;
using Rota.Node.Keeper.Outputs;
using Rota.Node.Machine;

namespace Rota.Node.Keeper.Orders;

/// <summary>Reads the frames of one runner, and has done what they order.</summary>
internal sealed class OrderReader(
    Ownership ownership,
    RunnerOrders orders,
    Ends ends,
    OutputReads outputs,
    LeaseWatch leases,
    FileMoves files,
    RunnerLine line,
    IKernel kernel
)
{
    private readonly Dictionary<int, EnvironmentBlock> contexts = [];

    /// <exception cref="InvalidDataException">The runner speaks another language.</exception>
    /// <exception cref="IOException">A claim could not be written down.</exception>
    public void Obey(ReadOnlySpan<byte> payload)
    {
        var reader = new FrameReader(payload);
        var kind = reader.Kind();
        switch (kind)
        {
            case FrameKind.Hello:
                var (epoch, partitions) = (reader.Int64(), (ulong)reader.Int64());
                var greeting = reader.IsAtEnd ? 0 : reader.Int64();
                line.IsFar = !reader.IsAtEnd && reader.Boolean();
                if (ownership.Claim(line, epoch, partitions, greeting) is > 0 and var later)
                {
                    line.Send(frame => frame.Begin(FrameKind.Refused).Int64(later).End());
                }
                else if (line.IsFar)
                {
                    leases.Greeted();
                }

                break;
            case FrameKind.Context:
                var (number, entries) = (reader.Int32(), reader.Texts());
                var settings = kernel.Settings(reader.Settings());
                contexts[number] = new EnvironmentBlock(entries, settings);
                if (settings.Shortfall is { } shortfall)
                {
                    line.Send(frame => frame.Begin(FrameKind.Remark).Text(shortfall).End());
                }

                break;
            case FrameKind.Launch:
                var order = LaunchOrder.Read(ref reader);
                orders.Launch(line, order, contexts.GetValueOrDefault(order.Context));
                leases.Took(order.Terms.SelfStopMicros);
                files.Took(order);
                break;
            case FrameKind.Promote:
                orders.Promote(line, reader.Int64(), JobOf(ref reader));
                break;
            case FrameKind.Withdraw:
                orders.Withdraw(line, reader.Int64(), JobOf(ref reader));
                break;
            case FrameKind.Stop:
                orders.Stop(line, reader.Int64(), JobOf(ref reader));
                break;
            case FrameKind.Acknowledge:
                ends.Acknowledged(reader.Int64());
                break;
            case FrameKind.Settled:
                ownership.Settled(line);
                break;
            case FrameKind.Renewed:
                leases.Renewed(line, reader.Int64());
                break;
            case FrameKind.CensusWanted:
                ownership.Count(line, reader.IsAtEnd ? null : reader.Capacity());
                break;
            case FrameKind.OutputWanted:
                var (file, from, most) = OutputFile.Read(ref reader);
                outputs.Answer(line, file, from, most);
                break;
            case FrameKind.FilesOffered:
                files.Offered(line);
                break;
            case FrameKind.FilesMoved:
                files.Moved(FileMove.Read(ref reader));
                break;
            default:
                throw new InvalidDataException($"unknown frame {kind}");
        }
    }

    /// <summary>The job of an attempt; null where an earlier version wrote the frame.</summary>
    private static long? JobOf(ref FrameReader reader) => reader.IsAtEnd ? null : reader.Int64();
}
