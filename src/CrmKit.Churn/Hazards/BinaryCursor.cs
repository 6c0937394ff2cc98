using System.Runtime.InteropServices;

namespace CrmKit.Churn;

// How far the rows of one part have been read: the next record, where the part ends, and how far into the record.
[StructLayout(LayoutKind.Auto)]
internal struct BinaryCursor
{
    public int Record;
    public int End;
    public int Step;
}
