using System.Buffers;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using CrmKit.Numerics;

namespace CrmKit.Churn;

// The log-likelihood with its derivatives by intercept, coefficients and ln scale, in one pass over the records, block by block. Blocks are added up within parts of a
// fixed size and the parts in their order, so that the sum does not know how many threads there were.
internal sealed class AftPass<TKernel>(AftRows rows, RegressionDesign design, int maxThreads) : IAftLikelihood
    where TKernel : struct, IAftKernel
{
    private const int BlocksAPart = 32;
    private const int SampleRows = 64;
    private const int SampleBlocks = 400;

    // Intercept, coefficients, ln scale.
    public int Order => design.Count + 2;

    // Enough records that a first search among some of them saves passes over all.
    public bool IsLarge => rows.Records.Count >= 8 * SampleRows * SampleBlocks;

    // The sums over all records, or over a sample of rows spread evenly.
    public AftSums Derivatives(ReadOnlySpan<double> point, bool sample = false) => Run(point.ToArray(), sample, Content.Derivatives);

    // The sum over the records of the products of their scores, in the place of the second derivatives.
    public AftSums ScoreProducts(ReadOnlySpan<double> point) => Run(point.ToArray(), sample: false, Content.ScoreProducts);

    private AftSums Run(double[] point, bool sample, Content content)
    {
        var count = rows.Records.Count;
        var stride = sample ? Math.Max(SampleRows, count / SampleBlocks) : AftBlock.Rows;
        var length = sample ? SampleRows : AftBlock.Rows;
        var blocks = (count + stride - 1) / stride;
        var parts = (blocks + BlocksAPart - 1) / BlocksAPart;
        var results = new AftSums[parts];
        SharedWork.Run(parts, maxThreads, part =>
        {
            var memory = ArrayPool<double>.Shared.Rent(AftBlock.Size(design.Count));
            var sums = new AftSums(Order);
            var block = new AftBlock(memory, design.Count);
            for (var b = part * BlocksAPart; b < Math.Min(blocks, (part + 1) * BlocksAPart); b++)
            {
                var start = b * stride;
                Add(start, Math.Min(length, count - start), point, block, content, sums);
            }

            results[part] = sums;
            ArrayPool<double>.Shared.Return(memory);
        });

        var total = new AftSums(Order);
        foreach (var result in results)
        {
            total.Add(result);
        }

        return total;
    }

    private void Add(int start, int count, double[] point, in AftBlock block, Content content, AftSums sums)
    {
        rows.Fill(start, count, block);
        design.Fill(start, count, block.Columns, AftBlock.Rows);
        block.Location.Fill(point[0]);
        for (var k = 0; k < design.Count; k++)
        {
            BlockSums.AddScaled(block.Location, block.Column(k), point[k + 1]);
        }

        AddTerms(block, Math.Exp(-point[^1]), content, sums);
        AddProducts(block, Math.Exp(-point[^1]), sums);
    }

    private void AddTerms(in AftBlock block, double perScale, Content content, AftSums sums)
    {
        ref var logTime = ref MemoryMarshal.GetReference(block.LogTime);
        ref var logEntry = ref MemoryMarshal.GetReference(block.LogEntry);
        ref var location = ref MemoryMarshal.GetReference(block.Location);
        ref var weights = ref MemoryMarshal.GetReference(block.Weight);
        ref var events = ref MemoryMarshal.GetReference(block.IsEvent);
        ref var entryWeights = ref MemoryMarshal.GetReference(block.EntryWeight);
        var (value, byScale, scaleScale) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
        for (nuint i = 0; i < AftBlock.Rows; i += 4)
        {
            var at = Vector256.LoadUnsafe(ref location, i);
            var weight = Vector256.LoadUnsafe(ref weights, i);
            var isEvent = Vector256.LoadUnsafe(ref events, i);
            var z = (Vector256.LoadUnsafe(ref logTime, i) - at) * perScale;
            var (term, first, second) = Weighted(TKernel.Terms(z, isEvent), weight);
            var scale = -(first * z) - (weight * isEvent);
            var cross = (second * z) + first;
            var bend = cross * z;
            if (rows.Records.HasEntry)
            {
                var entryWeight = Vector256.LoadUnsafe(ref entryWeights, i);
                var entryZ = (Vector256.LoadUnsafe(ref logEntry, i) - at) * perScale;
                var (entryTerm, entryFirst, entrySecond) = Weighted(TKernel.Terms(entryZ, Vector256<double>.Zero), entryWeight);
                var entryCross = (entrySecond * entryZ) + entryFirst;
                (term, first, second) = (term - entryTerm, first - entryFirst, second - entrySecond);
                scale += entryFirst * entryZ;
                cross -= entryCross;
                bend -= entryCross * entryZ;
            }

            if (content == Content.ScoreProducts)
            {
                // Scores by location and ln scale, -first/scale and `scale`; the factors 1/scale come with the products.
                (second, cross, bend) = (first * first, -(first * scale), scale * scale);
            }

            value += term;
            byScale += scale;
            scaleScale += bend;
            first.StoreUnsafe(ref MemoryMarshal.GetReference(block.ByLocation), i);
            second.StoreUnsafe(ref MemoryMarshal.GetReference(block.Curvature), i);
            cross.StoreUnsafe(ref MemoryMarshal.GetReference(block.Cross), i);
        }

        sums.Value += Vector256.Sum(value);
        sums.EventWeight += BlockSums.Dot(block.Weight, block.IsEvent);
        sums.Gradient[^1] += Vector256.Sum(byScale);
        sums.Hessian[^1] += Vector256.Sum(scaleScale);
    }

    // A weight of 0 leaves nothing, not even of an overflow.
    private static (Vector256<double> Value, Vector256<double> First, Vector256<double> Second) Weighted(
        (Vector256<double> Value, Vector256<double> First, Vector256<double> Second) terms, Vector256<double> weight)
    {
        var isIn = Vector256.GreaterThan(weight, Vector256<double>.Zero);
        return (isIn & (terms.Value * weight), isIn & (terms.First * weight), isIn & (terms.Second * weight));
    }

    private void AddProducts(in AftBlock block, double perScale, AftSums sums)
    {
        var n = Order;
        var last = n - 1;
        sums.Gradient[0] -= perScale * BlockSums.Sum(block.ByLocation);
        sums.Hessian[0] += perScale * perScale * BlockSums.Sum(block.Curvature);
        sums.Hessian[last] += perScale * BlockSums.Sum(block.Cross);
        for (var j = 0; j < design.Count; j++)
        {
            var column = block.Column(j);
            sums.Gradient[j + 1] -= perScale * BlockSums.Dot(block.ByLocation, column);
            sums.Hessian[((j + 1) * n) + last] += perScale * BlockSums.Dot(block.Cross, column);
            BlockSums.Multiply(block.Curvature, column, block.Product);
            sums.Hessian[j + 1] += perScale * perScale * BlockSums.Sum(block.Product);
            for (var k = j; k < design.Count; k++)
            {
                sums.Hessian[((j + 1) * n) + k + 1] += perScale * perScale * BlockSums.Dot(block.Product, block.Column(k));
            }
        }
    }

    private enum Content
    {
        Derivatives,
        ScoreProducts,
    }
}
