namespace CrmKit.Import;

/// <summary>Keys that so many people share that not all of these were compared with each other.</summary>
/// <param name="Kind">What the keys are made of: <c>email</c>, <c>phone</c>, <c>post</c>, <c>messenger</c>, <c>name</c> or <c>birthday</c>.</param>
/// <param name="Blocks">How many such keys there are.</param>
/// <param name="People">How many different people share one of them.</param>
/// <param name="Largest">How many people share the commonest.</param>
/// <param name="PairsLeftOut">How many pairs share one of these keys and were not compared for it, at most: another key may have brought a pair together.</param>
public readonly record struct LargeBlocks(string Kind, int Blocks, int People, int Largest, long PairsLeftOut);
