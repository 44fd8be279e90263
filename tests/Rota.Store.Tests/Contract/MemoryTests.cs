namespace Rota.Store.Tests.Contract;

/// <summary>The contract in memory.</summary>
public sealed class MemorySubmitTests() : SubmitContract(() => new MemoryBackend());

/// <summary>The contract in memory.</summary>
public sealed class MemoryMemberTests() : MemberContract(() => new MemoryBackend());

/// <summary>The contract in memory.</summary>
public sealed class MemoryTurnTests() : TurnContract(() => new MemoryBackend());

/// <summary>The contract in memory.</summary>
public sealed class MemoryFireTests() : FireContract(() => new MemoryBackend());

/// <summary>The contract in memory.</summary>
public sealed class MemoryScheduleTests() : ScheduleContract(() => new MemoryBackend());

/// <summary>The contract in memory.</summary>
public sealed class MemoryQueueTests() : QueueContract(() => new MemoryBackend());

/// <summary>The contract for budgets.</summary>
public sealed class MemoryBudgetTests() : BudgetContract(() => new MemoryBackend());

/// <summary>The contract in memory.</summary>
public sealed class MemoryReadTests() : ReadContract(() => new MemoryBackend());

/// <summary>The contract in memory.</summary>
public sealed class MemoryEndedTasksTests() : EndedTasksContract(() => new MemoryBackend());

/// <summary>The contract in memory.</summary>
public sealed class MemoryProofTests() : ProofContract(() => new MemoryBackend());

/// <summary>The contract in memory.</summary>
public sealed class MemoryAfterTests() : AfterContract(() => new MemoryBackend());

/// <summary>The contract in memory.</summary>
public sealed class MemoryOutboxTests() : OutboxContract(() => new MemoryBackend());

/// <summary>The contract in memory.</summary>
public sealed class MemoryAuditTests() : AuditContract(() => new MemoryBackend());

/// <summary>The contract in memory.</summary>
public sealed class MemoryOperationTests() : OperationContract(() => new MemoryBackend());

/// <summary>The contract in memory.</summary>
public sealed class MemoryNodeTests() : NodeContract(() => new MemoryBackend());

/// <summary>The contract in memory.</summary>
public sealed class MemoryFilterTests() : FilterContract(() => new MemoryBackend());
