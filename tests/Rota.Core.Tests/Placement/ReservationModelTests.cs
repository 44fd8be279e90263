using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Core.Tests.Reconcile;

namespace Rota.Core.Tests.Placement;

/// <summary>Random claims, hand-overs and releases against a plain table of who holds what.</summary>
public sealed class ReservationModelTests
{
    private const int Steps = 400;

    [Fact]
    public void The_books_agree_with_a_plain_table_and_nothing_is_oversold()
    {
        for (var seed = 1UL; seed <= 100; seed++)
        {
            new History(seed).Run();
        }
    }

    private sealed class History
    {
        private readonly NodeLedger node = new(World.SmallNode);
        private readonly Limits limits = new();
        private readonly Shape[] shapes;
        private readonly Dictionary<AttemptId, (Shape Shape, Reservation OfNode, Reservation OfLimits)> table = [];
        private Prng random;
        private long next;

        public History(ulong seed)
        {
            random = new Prng(seed);
            limits.Learn(AccountId.Queue("narrow"), 0, 2);
            shapes = [.. Enumerable.Range(0, 6).Select(_ => Draw())];
        }

        public void Run()
        {
            for (var step = 0; step < Steps; step++)
            {
                switch (table.Count == 0 ? 0 : random.NextBelow(4))
                {
                    case 0 or 1:
                        Reserve(new AttemptId(++next), shapes[random.NextBelow(shapes.Length)]);
                        break;
                    case 2:
                        HandOver(Drawn(), new AttemptId(++next));
                        break;
                    default:
                        Release(Drawn());
                        break;
                }

                Check();
            }

            foreach (var attempt in table.Keys.ToArray())
            {
                Release(attempt);
            }

            Assert.All(node.Accounts.Concat(limits.Accounts), account => Assert.Equal(0, account.Used));
        }

        private Shape Draw()
        {
            var gpus = (int)random.NextBelow(3);
            var claim = Claims.Of(
                node,
                (int)random.NextBelow(3),
                500 * random.NextBelow(5),
                100 * random.NextBelow(6),
                gpus,
                gpus == 0 ? 100 * (int)random.NextBelow(10) : 0
            );
            return Claims.Limited(
                claim,
                new Charge(limits.Queue(random.NextBelow(2) == 0 ? "narrow" : "wide"), 1, long.MaxValue),
                new Charge(limits.ConcurrencyKey($"{random.NextBelow(2)}"), 1, 1 + random.NextBelow(3))
            );
        }

        private void Reserve(AttemptId attempt, Shape shape)
        {
            var short_ = shape
                .Charges.Select(charge => charge.Account)
                .FirstOrDefault(account => Held(account) + Amount(shape, account) > Most(shape, account));
            var refusal = Limits.Check(shape) ?? NodeLedger.Check(shape);
            Assert.Equal(short_ ?? (Lies(shape) ? null : node.Gpus), refusal?.Account);
            if (refusal is null)
            {
                table.Add(attempt, (shape, node.Reserve(attempt, shape), limits.Reserve(attempt, shape)));
            }
        }

        /// <summary>Whether what is free of GPUs lies so that the shape can have it.</summary>
        private bool Lies(Shape shape) =>
            shape.Gpus is not { } claim
            || Enumerable
                .Range(0, World.SmallNode.Gpus.Length)
                .Count(gpu => HeldOf(gpu) + Math.Min(1000, claim.Thousandths) <= 1000) >= (claim.Thousandths + 999) / 1000;

        private void HandOver(AttemptId attempt, AttemptId successor)
        {
            table.Remove(attempt, out var held);
            node.HandOver(held.OfNode, successor);
            limits.HandOver(held.OfLimits, successor);
            table.Add(successor, held);
        }

        private void Release(AttemptId attempt)
        {
            table.Remove(attempt, out var held);
            node.Release(held.OfNode);
            limits.Release(held.OfLimits);
            Assert.Throws<InvariantException>(() => node.Release(held.OfNode));
            Assert.Throws<InvariantException>(() => limits.HandOver(held.OfLimits, attempt));
        }

        private void Check()
        {
            foreach (var account in node.Accounts.Concat(limits.Accounts))
            {
                Assert.Equal(account.Id.Kind == AccountKind.Gpu ? HeldGpus(account) : Held(account), account.Used);
                Assert.InRange(account.Used, 0, account.Capacity);
                Assert.Equal(
                    table
                        .Where(held => Amount(held.Value.Shape, account) > 0)
                        .Select(held => held.Key)
                        .OrderBy(id => id.Value),
                    (account.IsLimit ? (AccountBook)limits : node).HoldersOf(account)
                );
            }

            Assert.Equal(table.Keys.ToHashSet(), [.. node.Reservations.Select(held => held.Holder)]);
            Assert.Equal(table.Keys.ToHashSet(), [.. limits.Reservations.Select(held => held.Holder)]);
            Assert.All(table.Values, held => Assert.Equal(held.Shape.Gpus?.Count ?? 0, held.OfNode.Gpus.Length));
        }

        private long Held(Account account) => table.Values.Sum(held => Amount(held.Shape, account));

        private long HeldGpus(Account account) =>
            HeldOf(Enumerable.Range(0, World.SmallNode.Gpus.Length).Single(gpu => account.Id == AccountId.Gpu(node.Node, $"{gpu}")));

        private long HeldOf(int gpu) =>
            table.Values.Where(held => held.OfNode.Gpus.Contains(gpu)).Sum(held => Math.Min(1000, held.Shape.Gpus!.Thousandths));

        private static long Amount(Shape shape, Account account) =>
            shape.Charges.Where(charge => charge.Account == account).Sum(charge => charge.Amount);

        private static long Most(Shape shape, Account account) =>
            shape
                .Charges.Where(charge => charge.Account == account)
                .Min(charge => Math.Min(charge.Limit, account.Capacity));

        private AttemptId Drawn() => table.Keys.ElementAt((int)random.NextBelow(table.Count));
    }
}
