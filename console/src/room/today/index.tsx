export default function TodayPage() {
  return <div className="page" />
}
