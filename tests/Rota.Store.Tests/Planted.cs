namespace Rota.Store.Tests;

/// <summary>Inconsistencies that no port would write.</summary>
public enum Planted
{
    TaskWithoutRecord,
    LiveWithAnotherState,
    RecordOfAnUntouchedTask,
    TwoLiveAttempts,
    FenceBeyondTheEpoch,
    AttemptNumbersWithAGap,
    SuccessThatFailed,
    SuccessWithoutAttempt,
    ResultThatIsNoObject,
    EndedJobThatLives,
    WrongCountersOfAnEntry,
    WrongCountersOfAJob,
    WrongStateOfATask,
    WrongRest,
    WrongAccounts,
    NoAccounts,
    MoreUsedThanSold,
    PartitionOfNobody,
    PartitionBeyondTheFrame,
    IncarnationNeverGiven,
    DemandOfNobody,
    AccountOfALaterTurn,
    Rewound,
    DueAtWhatHasFired,
    MessageSettledAndInHand,
    MessageAnsweredUntried,
}
